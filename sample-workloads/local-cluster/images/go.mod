module hipaa-operator.io/local-cluster/images

go 1.25
