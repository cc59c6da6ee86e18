"""Each operation and each refusal of the overlay, asked through boto3 of a running server.

    $(./cluster tool emulator-python) -m unittest discover -s emulator

Takes the server at AWS_ENDPOINT_URL if that is set, and starts one of its own otherwise.
"""

import json
import os
import socket
import subprocess
import sys
import time
import unittest
import urllib.request
from datetime import datetime, timedelta, timezone
from pathlib import Path

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

REGION, ACCOUNT = "us-east-1", "123456789012"
server = None
endpoint = os.environ.get("AWS_ENDPOINT_URL")


def setUpModule():
    global server, endpoint
    if not endpoint:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = str(free.getsockname()[1])
        endpoint = f"http://127.0.0.1:{port}"
        overlay = Path(__file__).with_name("overlay.py")
        command = [sys.executable, overlay, "--host", "127.0.0.1", "--port", port]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_until_it_answers()


def tearDownModule():
    if server:
        server.kill()
        server.wait()


def wait_until_it_answers():
    for _ in range(100):
        try:
            return urllib.request.urlopen(f"{endpoint}/moto-api/config").close()
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"no emulator at {endpoint}")


def client(service, access_key="test", secret_key="test"):
    return boto3.client(
        service,
        endpoint_url=endpoint,
        region_name=REGION,
        aws_access_key_id=access_key,
        aws_secret_access_key=secret_key,
        config=Config(retries={"max_attempts": 0}, parameter_validation=False),
    )


class Overlay(unittest.TestCase):
    def setUp(self):
        urllib.request.urlopen(urllib.request.Request(f"{endpoint}/moto-api/reset", method="POST")).close()
        self.kms, self.logs = client("kms"), client("logs")

    def refused(self, code, call, **arguments):
        with self.assertRaises(ClientError) as caught:
            call(**arguments)
        self.assertEqual(code, caught.exception.response["Error"]["Code"])

    def key(self, **arguments):
        return self.kms.create_key(**arguments)["KeyMetadata"]["Arn"]

    def key_for_logs(self):
        principals = {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, {"Service": f"logs.{REGION}.amazonaws.com"}
        allowed = [{"Effect": "Allow", "Principal": p, "Action": "kms:*", "Resource": "*"} for p in principals]
        return self.key(Policy=json.dumps({"Version": "2012-10-17", "Statement": allowed}))

    def group(self, name="/clinic", **arguments):
        self.logs.create_log_group(logGroupName=name, **arguments)
        return self.described(name)["logGroupArn"]

    def described(self, name="/clinic"):
        return self.logs.describe_log_groups(logGroupNamePrefix=name)["logGroups"][0]


class Kms(Overlay):
    def test_rotation_period_is_kept(self):
        key = self.key()
        self.kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=180)
        status = self.kms.get_key_rotation_status(KeyId=key)
        self.assertEqual((True, 180, key), (status["KeyRotationEnabled"], status["RotationPeriodInDays"], status["KeyId"]))
        self.assertIn("NextRotationDate", status)

    def test_rotation_is_yearly_by_default_and_can_be_disabled(self):
        key = self.key()
        self.kms.enable_key_rotation(KeyId=key)
        self.assertEqual(365, self.kms.get_key_rotation_status(KeyId=key)["RotationPeriodInDays"])
        self.kms.disable_key_rotation(KeyId=key)
        status = self.kms.get_key_rotation_status(KeyId=key)
        self.assertFalse(status["KeyRotationEnabled"])
        self.assertNotIn("RotationPeriodInDays", status)

    def test_rotation_period_out_of_range(self):
        key = self.key()
        for days in (89, 2561):
            self.refused("ValidationException", self.kms.enable_key_rotation, KeyId=key, RotationPeriodInDays=days)
        self.assertFalse(self.kms.get_key_rotation_status(KeyId=key)["KeyRotationEnabled"])

    def test_asymmetric_key_does_not_rotate(self):
        key = self.key(KeySpec="RSA_2048", KeyUsage="SIGN_VERIFY")
        self.refused("UnsupportedOperationException", self.kms.enable_key_rotation, KeyId=key)

    def test_pending_window(self):
        key = self.key()
        for days in (6, 31):
            self.refused("ValidationException", self.kms.schedule_key_deletion, KeyId=key, PendingWindowInDays=days)
        self.assertEqual(7, self.kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=7)["PendingWindowInDays"])
        self.refused("KMSInvalidStateException", self.kms.schedule_key_deletion, KeyId=key, PendingWindowInDays=7)
        self.refused("KMSInvalidStateException", self.kms.encrypt, KeyId=key, Plaintext=b"x")

    def test_disabled_key_refuses(self):
        key = self.key()
        sealed = self.kms.encrypt(KeyId=key, Plaintext=b"x")["CiphertextBlob"]
        self.kms.disable_key(KeyId=key)
        self.refused("DisabledException", self.kms.encrypt, KeyId=key, Plaintext=b"x")
        self.refused("DisabledException", self.kms.generate_data_key, KeyId=key, KeySpec="AES_256")
        self.refused("DisabledException", self.kms.decrypt, CiphertextBlob=sealed)
        self.refused("DisabledException", self.kms.enable_key_rotation, KeyId=key)
        self.kms.enable_key(KeyId=key)
        self.assertEqual(b"x", self.kms.decrypt(CiphertextBlob=sealed)["Plaintext"])


class LogGroups(Overlay):
    def test_key_comes_and_goes(self):
        self.group()
        key = self.key_for_logs()
        self.logs.associate_kms_key(logGroupName="/clinic", kmsKeyId=key)
        self.assertEqual(key, self.described()["kmsKeyId"])
        self.logs.disassociate_kms_key(logGroupName="/clinic")
        self.assertNotIn("kmsKeyId", self.described())

    def test_key_that_logs_may_not_use(self):
        self.group()
        gone = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/11111111-2222-3333-4444-555555555555"
        for key in (gone, self.key()):
            self.refused("InvalidParameterException", self.logs.associate_kms_key, logGroupName="/clinic", kmsKeyId=key)
            self.refused("InvalidParameterException", self.logs.create_log_group, logGroupName="/new", kmsKeyId=key)

    def test_no_such_group(self):
        key = self.key_for_logs()
        self.refused("ResourceNotFoundException", self.logs.associate_kms_key, logGroupName="/none", kmsKeyId=key)
        self.refused("ResourceNotFoundException", self.logs.get_data_protection_policy, logGroupIdentifier="/none")

    def test_deletion_protection(self):
        arn = self.group(deletionProtectionEnabled=True)
        self.assertTrue(self.described()["deletionProtectionEnabled"])
        self.refused("ValidationException", self.logs.delete_log_group, logGroupName="/clinic")
        self.logs.put_log_group_deletion_protection(logGroupIdentifier=arn, deletionProtectionEnabled=False)
        self.logs.delete_log_group(logGroupName="/clinic")
        self.assertEqual([], self.logs.describe_log_groups()["logGroups"])

    def test_tags_are_gone_with_their_group(self):
        arn = self.group(tags={"owner": "clinic"})
        self.logs.delete_log_group(logGroupName="/clinic")
        self.group()
        self.assertEqual({}, self.logs.list_tags_for_resource(resourceArn=arn)["tags"])

    def test_retention(self):
        self.group()
        self.logs.put_retention_policy(logGroupName="/clinic", retentionInDays=2192)
        self.assertEqual(2192, self.described()["retentionInDays"])
        self.refused("InvalidParameterException", self.logs.put_retention_policy, logGroupName="/clinic", retentionInDays=2190)

    def test_list_log_groups(self):
        self.group("/clinic/audit")
        self.group("/clinic/debug", logGroupClass="INFREQUENT_ACCESS")
        self.group("/other")
        names = lambda **how: [g["logGroupName"] for g in self.logs.list_log_groups(**how)["logGroups"]]
        self.assertEqual(["/clinic/audit", "/clinic/debug", "/other"], names())
        self.assertEqual(["/clinic/audit", "/clinic/debug"], names(logGroupNamePattern="^/clinic"))
        self.assertEqual(["/clinic/debug"], names(logGroupClass="INFREQUENT_ACCESS"))
        first = self.logs.list_log_groups(limit=2)
        self.assertEqual(["/other"], names(nextToken=first["nextToken"]))

    def masking(self):
        identifiers = ["arn:aws:dataprotection::aws:data-identifier/Ssn-US"]
        audit = {"Sid": "audit", "DataIdentifier": identifiers, "Operation": {"Audit": {"FindingsDestination": {}}}}
        mask = {"Sid": "mask", "DataIdentifier": identifiers, "Operation": {"Deidentify": {"MaskConfig": {}}}}
        return {"Name": "phi", "Version": "2021-06-01", "Statement": [audit, mask]}

    def test_data_protection_policy(self):
        self.group()
        put = self.logs.put_data_protection_policy
        document = json.dumps(self.masking())
        put(logGroupIdentifier="/clinic", policyDocument=document)
        self.assertEqual(document, self.logs.get_data_protection_policy(logGroupIdentifier="/clinic")["policyDocument"])
        self.assertEqual("ACTIVATED", self.described()["dataProtectionStatus"])
        for wrong in ("no json", json.dumps({"Statement": self.masking()["Statement"][:1]})):
            self.refused("InvalidParameterException", put, logGroupIdentifier="/clinic", policyDocument=wrong)
        self.logs.delete_data_protection_policy(logGroupIdentifier="/clinic")
        self.assertNotIn("policyDocument", self.logs.get_data_protection_policy(logGroupIdentifier="/clinic"))

    def test_masking(self):
        self.group()
        self.logs.create_log_stream(logGroupName="/clinic", logStreamName="s")
        self.event("before 123-45-6789")
        time.sleep(0.01)
        self.logs.put_data_protection_policy(logGroupIdentifier="/clinic", policyDocument=json.dumps(self.masking()))
        self.event("after 123-45-6789 of 123-456")
        shown = ["before 123-45-6789", "after *********** of 123-456"]
        read = self.logs.get_log_events(logGroupName="/clinic", logStreamName="s", startFromHead=True)
        self.assertEqual(shown, [event["message"] for event in self.logs.filter_log_events(logGroupName="/clinic")["events"]])
        self.assertEqual(shown, [event["message"] for event in read["events"]])

    def event(self, message):
        event = {"timestamp": int(time.time() * 1000), "message": message}
        self.logs.put_log_events(logGroupName="/clinic", logStreamName="s", logEvents=[event])


class MetricFilters(Overlay):
    def put(self, pattern="DENIED", group="/clinic", **more):
        metric = {"metricNamespace": "Clinic", "metricName": "Denied", "metricValue": "1"}
        self.logs.put_metric_filter(
            logGroupName=group, filterName="denied", filterPattern=pattern, metricTransformations=[metric], **more
        )

    def filters(self, **how):
        return self.logs.describe_metric_filters(**how)["metricFilters"]

    def test_replaced_by_name_with_all_fields(self):
        self.group()
        self.group("/other")
        self.put("FIRST", group="/other")
        self.put("FIRST", applyOnTransformedLogs=True)
        self.put("SECOND", fieldSelectionCriteria="@aws.region = 'x'", emitSystemFieldDimensions=["@aws.region"])
        (found,) = self.filters(logGroupName="/clinic")
        self.assertEqual(("SECOND", ["@aws.region"]), (found["filterPattern"], found["emitSystemFieldDimensions"]))
        self.assertNotIn("applyOnTransformedLogs", found)
        self.assertEqual(2, len(self.filters()))

    def test_pages(self):
        for name in ("/a", "/b", "/c"):
            self.group(name)
            self.put(group=name)
        first = self.logs.describe_metric_filters(limit=2)
        self.assertEqual(["/c"], [f["logGroupName"] for f in self.filters(nextToken=first["nextToken"])])

    def test_no_such_group(self):
        self.refused("ResourceNotFoundException", self.put)
        self.refused("ResourceNotFoundException", self.filters, logGroupName="/clinic")

    def test_gone_with_its_group(self):
        self.group()
        self.put()
        self.logs.delete_log_group(logGroupName="/clinic")
        self.assertEqual([], self.filters())


class QueryDefinitions(Overlay):
    def test_put_describe_delete(self):
        saved = self.logs.put_query_definition(name="phi/reads", queryString="fields @message", logGroupNames=["/clinic"])
        identifier = saved["queryDefinitionId"]
        self.logs.put_query_definition(queryDefinitionId=identifier, name="phi/reads", queryString="fields @timestamp")
        found = self.logs.describe_query_definitions(queryDefinitionNamePrefix="phi/")["queryDefinitions"]
        self.assertEqual([(identifier, "fields @timestamp")], [(q["queryDefinitionId"], q["queryString"]) for q in found])
        self.assertTrue(self.logs.delete_query_definition(queryDefinitionId=identifier)["success"])
        self.assertEqual([], self.logs.describe_query_definitions()["queryDefinitions"])
        self.refused("ResourceNotFoundException", self.logs.delete_query_definition, queryDefinitionId=identifier)


class AnomalyDetectors(Overlay):
    def test_life(self):
        group = self.group()
        arn = self.logs.create_log_anomaly_detector(logGroupArnList=[group], detectorName="odd")["anomalyDetectorArn"]
        self.assertEqual("odd", self.logs.get_log_anomaly_detector(anomalyDetectorArn=arn)["detectorName"])
        update = self.logs.update_log_anomaly_detector
        update(anomalyDetectorArn=arn, enabled=False, evaluationFrequency="ONE_HOUR")
        listed = self.logs.list_log_anomaly_detectors(filterLogGroupArn=group)["anomalyDetectors"]
        self.assertEqual([arn], [detector["anomalyDetectorArn"] for detector in listed])
        self.assertEqual(("PAUSED", "ONE_HOUR"), (listed[0]["anomalyDetectorStatus"], listed[0]["evaluationFrequency"]))
        self.logs.delete_log_anomaly_detector(anomalyDetectorArn=arn)
        self.refused("ResourceNotFoundException", self.logs.get_log_anomaly_detector, anomalyDetectorArn=arn)
        self.assertEqual([], self.logs.list_log_anomaly_detectors()["anomalyDetectors"])

    def test_nonsense(self):
        group = self.group()
        create = self.logs.create_log_anomaly_detector
        self.refused("InvalidParameterException", create, logGroupArnList=[group], evaluationFrequency="DAILY")
        self.refused("ResourceNotFoundException", create, logGroupArnList=[group + "-gone"])


class Buckets(Overlay):
    def setUp(self):
        super().setUp()
        self.s3 = client("s3")

    def test_an_object_may_have_no_tags(self):
        self.s3.create_bucket(Bucket="clinic-scans")
        one = {"Bucket": "clinic-scans", "Key": "scan"}
        self.s3.put_object(Body=b"x", Tagging="ward=7", **one)
        self.s3.put_object_tagging(Tagging={"TagSet": []}, **one)
        self.assertEqual([], self.s3.get_object_tagging(**one)["TagSet"])

    def test_expected_owner(self):
        self.s3.create_bucket(Bucket="clinic-audit")
        self.refused("AccessDenied", self.s3.get_bucket_location, Bucket="clinic-audit", ExpectedBucketOwner="210987654321")
        self.s3.get_bucket_location(Bucket="clinic-audit", ExpectedBucketOwner=ACCOUNT)
        self.refused("NoSuchBucket", self.s3.get_bucket_location, Bucket="none", ExpectedBucketOwner=ACCOUNT)

    def test_tags_from_the_first_moment(self):
        for number, tags in enumerate(([{"Key": "a", "Value": "1"}], [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}])):
            self.s3.create_bucket(Bucket=f"clinic-{number}", CreateBucketConfiguration={"Tags": tags})
            self.assertEqual(tags, self.s3.get_bucket_tagging(Bucket=f"clinic-{number}")["TagSet"])


class Rights(Overlay):
    def setUp(self):
        super().setUp()
        self.addCleanup(self.count_rights_after, "inf")

    def count_rights_after(self, calls):
        url = f"{endpoint}/moto-api/reset-auth"
        told = urllib.request.Request(url, calls.encode(), {"Content-Type": "text/plain"})
        urllib.request.urlopen(told).close()

    def user_who_may(self, *statements):
        iam = client("iam")
        iam.create_user(UserName="some")
        allowed = [{"Effect": "Allow", "Action": action, "Resource": resource} for action, resource in statements]
        policy = json.dumps({"Version": "2012-10-17", "Statement": allowed})
        iam.put_user_policy(UserName="some", PolicyName="some", PolicyDocument=policy)
        key = iam.create_access_key(UserName="some")["AccessKey"]
        self.count_rights_after("0")
        return lambda service: client(service, key["AccessKeyId"], key["SecretAccessKey"])

    def test_groups(self):
        logs = self.user_who_may(("logs:*", f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/ours*"))("logs")
        logs.create_log_group(logGroupName="/ours")
        logs.put_retention_policy(logGroupName="/ours", retentionInDays=30)
        self.refused("AccessDeniedException", logs.create_log_group, logGroupName="/theirs")
        self.refused("AccessDeniedException", logs.describe_log_groups)

    def test_keys(self):
        ours, theirs = self.key(), self.key()
        may = self.user_who_may(("kms:*", ours), ("kms:CreateAlias", f"arn:aws:kms:{REGION}:{ACCOUNT}:alias/ours"))
        may("kms").create_alias(AliasName="alias/ours", TargetKeyId=ours)
        self.refused("AccessDeniedException", may("kms").create_alias, AliasName="alias/mine", TargetKeyId=ours)
        self.refused("AccessDeniedException", may("kms").describe_key, KeyId=theirs)
        self.refused("AccessDeniedException", may("kms").list_keys)

    def test_simulations(self):
        for name in ("ours", "theirs"):
            client("iam").create_role(RoleName=name, AssumeRolePolicyDocument="{}")
        arn = f"arn:aws:iam::{ACCOUNT}:role/"
        iam = self.user_who_may(("iam:SimulatePrincipalPolicy", f"{arn}ours"))("iam")
        iam.simulate_principal_policy(PolicySourceArn=f"{arn}ours", ActionNames=["s3:GetObject"])
        theirs = {"PolicySourceArn": f"{arn}theirs", "ActionNames": ["s3:GetObject"]}
        self.refused("AccessDenied", iam.simulate_principal_policy, **theirs)

    def test_buckets(self):
        client("s3").create_bucket(Bucket="ours")
        s3 = self.user_who_may(("s3:GetEncryptionConfiguration", "arn:aws:s3:::ours"))("s3")
        self.refused("AccessDenied", s3.get_public_access_block, Bucket="ours")
        self.refused("ServerSideEncryptionConfigurationNotFoundError", s3.get_bucket_encryption, Bucket="ours")

    def test_versions_of_objects(self):
        client("s3").create_bucket(Bucket="held", ObjectLockEnabledForBucket=True)
        version = client("s3").put_object(Bucket="held", Key="scan", Body=b"x")["VersionId"]
        one = {"Bucket": "held", "Key": "scan", "VersionId": version}
        may = self.user_who_may(("s3:GetObjectLegalHold", "arn:aws:s3:::held/*"))("s3")
        may.get_object_legal_hold(**one)
        self.refused("AccessDenied", may.put_object_legal_hold, LegalHold={"Status": "ON"}, **one)
        self.refused("AccessDenied", may.get_object_tagging, **one)

    def test_alarms(self):
        may = self.user_who_may(("cloudwatch:DescribeAlarms", f"arn:aws:cloudwatch:{REGION}:{ACCOUNT}:alarm:*"))
        may("cloudwatch").describe_alarms()
        self.refused("AccessDeniedException", may("cloudwatch").list_dashboards)


class Simulation(Overlay):
    """What a role may do, by its policies and its boundary."""

    GROUP = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/ours"
    STREAM = f"{GROUP}:log-stream:some"

    def setUp(self):
        super().setUp()
        self.iam = client("iam")
        self.role = self.iam.create_role(RoleName="some", AssumeRolePolicyDocument="{}")["Role"]["Arn"]

    def document(self, *statements):
        return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})

    def statement(self, action, resource="*", effect="Allow", **more):
        return {"Effect": effect, "Action": action, "Resource": resource} | more

    def put(self, *statements):
        self.iam.put_role_policy(RoleName="some", PolicyName="some", PolicyDocument=self.document(*statements))

    def policy(self, name, *statements):
        return self.iam.create_policy(PolicyName=name, PolicyDocument=self.document(*statements))["Policy"]["Arn"]

    def simulated(self, *actions, resources=(STREAM,), **more):
        asked = {"PolicySourceArn": self.role, "ActionNames": actions, "ResourceArns": resources}
        return self.iam.simulate_principal_policy(**asked | more)

    def on_stream(self, action):
        (result,) = self.simulated(action)["EvaluationResults"]
        (one,) = result["ResourceSpecificResults"]
        return one

    def decision(self, action):
        return self.on_stream(action)["EvalResourceDecision"]

    def test_inline_and_attached_policies_count(self):
        self.put(self.statement("logs:PutLogEvents", f"{self.GROUP}:*"))
        self.iam.attach_role_policy(RoleName="some", PolicyArn=self.policy("more", self.statement("logs:DeleteLogStream")))
        self.assertEqual("allowed", self.decision("logs:PutLogEvents"))
        self.assertEqual("allowed", self.decision("logs:DeleteLogStream"))
        self.assertEqual("implicitDeny", self.decision("logs:DeleteLogGroup"))

    def test_a_denial_wins(self):
        self.put(self.statement("logs:*"), self.statement(["logs:Delete*"], effect="Deny"))
        self.assertEqual("explicitDeny", self.decision("logs:DeleteLogGroup"))
        self.assertEqual("allowed", self.decision("logs:PutLogEvents"))

    def test_what_is_not_simulated_together_is_refused(self):
        asked = {"PolicySourceArn": self.role, "ResourceArns": ["arn:aws:s3:::ours"]}
        apart = ["s3:PutReplicationConfiguration"]
        self.refused("InvalidInput", self.iam.simulate_principal_policy, ActionNames=["s3:PutBucketAcl", *apart], **asked)
        self.iam.simulate_principal_policy(ActionNames=apart, **asked)

    def test_each_resource_has_its_decision(self):
        self.put(self.statement("logs:TagResource", self.GROUP))
        (result,) = self.simulated("logs:TagResource", resources=[self.GROUP, self.STREAM])["EvaluationResults"]
        each = {one["EvalResourceName"]: one["EvalResourceDecision"] for one in result["ResourceSpecificResults"]}
        self.assertEqual({self.GROUP: "allowed", self.STREAM: "implicitDeny"}, each)
        self.assertEqual("implicitDeny", result["EvalDecision"])

    def test_a_boundary_limits(self):
        self.put(self.statement("logs:*"))
        boundary = self.policy("boundary", self.statement("logs:PutLogEvents"))
        self.iam.put_role_permissions_boundary(RoleName="some", PermissionsBoundary=boundary)
        self.assertEqual("implicitDeny", self.decision("logs:DeleteLogGroup"))
        self.assertEqual("allowed", self.decision("logs:PutLogEvents"))
        told = self.on_stream("logs:PutLogEvents")["PermissionsBoundaryDecisionDetail"]
        self.assertTrue(told["AllowedByPermissionsBoundary"])

    def test_conditions_are_told_and_not_evaluated(self):
        vpc = {"StringEquals": {"aws:SourceVpc": "vpc-1"}}
        self.put(self.statement("logs:Delete*", Condition=vpc), self.statement("logs:PutLogEvents"))
        told = self.on_stream("logs:DeleteLogGroup")
        self.assertEqual(("implicitDeny", ["aws:SourceVpc"]), (told["EvalResourceDecision"], told["MissingContextValues"]))
        self.assertEqual([], self.on_stream("logs:PutLogEvents")["MissingContextValues"])

    def test_pages(self):
        actions = [f"logs:Some{number}" for number in range(45)]
        seen, marker = [], {}
        while marker is not None:
            told = self.simulated(*actions, **marker)
            seen += [result["EvalActionName"] for result in told["EvaluationResults"]]
            marker = {"Marker": told["Marker"]} if told["IsTruncated"] else None
        self.assertEqual(actions, seen)
        self.assertEqual(3, len(self.simulated(*actions, MaxItems=3)["EvaluationResults"]))

    def test_who_is_not_there_or_is_no_role(self):
        self.refused("NoSuchEntity", self.iam.simulate_principal_policy, PolicySourceArn=self.role + "s", ActionNames=["s3:GetObject"])
        user = self.iam.create_user(UserName="some")["User"]["Arn"]
        self.refused("ValidationError", self.iam.simulate_principal_policy, PolicySourceArn=user, ActionNames=["s3:GetObject"])


class Tagging(Overlay):
    """The index of tags."""

    def test_by_type_and_tag(self):
        name, tags = f"/tagged/{time.time_ns()}", {"team": "clinic"}
        client("logs").create_log_group(logGroupName=name, tags=tags)
        key = client("kms").create_key(Tags=[{"TagKey": "team", "TagValue": "clinic"}])["KeyMetadata"]["Arn"]
        client("kms").create_key(Tags=[{"TagKey": "team", "TagValue": "other"}])
        group = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{name}"
        self.assertEqual({group: tags, key: tags}, self.shown("logs:log-group", "kms:key"))
        self.assertEqual({group: tags}, self.shown("logs:log-group"))

    def shown(self, *types):
        asked = {"TagFilters": [{"Key": "team", "Values": ["clinic"]}], "ResourceTypeFilters": types}
        found = client("resourcegroupstaggingapi").get_resources(**asked)["ResourceTagMappingList"]
        return {one["ResourceARN"].removesuffix(":*"): {tag["Key"]: tag["Value"] for tag in one["Tags"]} for one in found}


class Cbor(Overlay):
    """botocore speaks CBOR to CloudWatch, as the SDK for Java does."""

    def setUp(self):
        super().setUp()
        self.cloudwatch = client("cloudwatch")

    def alarm(self, **more):
        given = {"AlarmName": "denied", "Namespace": "Clinic", "MetricName": "Denied", "Statistic": "Sum", "Period": 300}
        given |= {"EvaluationPeriods": 1, "Threshold": 2.5, "ComparisonOperator": "GreaterThanThreshold"}
        self.cloudwatch.put_metric_alarm(**given | more)
        return self.cloudwatch.describe_alarms(AlarmNames=["denied"])["MetricAlarms"][0]

    def test_types_survive(self):
        alarm = self.alarm(ActionsEnabled=False, AlarmActions=["arn:aws:sns:us-east-1:1:t"])
        self.assertEqual((300, 2.5, False), (alarm["Period"], alarm["Threshold"], alarm["ActionsEnabled"]))
        self.assertEqual(["arn:aws:sns:us-east-1:1:t"], alarm["AlarmActions"])
        self.assertLess(abs(time.time() - alarm["AlarmConfigurationUpdatedTimestamp"].timestamp()), 60)

    def test_moments_are_understood(self):
        now = datetime.now(timezone.utc).replace(microsecond=0)
        self.cloudwatch.put_metric_data(Namespace="Clinic", MetricData=[{"MetricName": "Denied", "Timestamp": now, "Value": 3}])
        asked = {"Namespace": "Clinic", "MetricName": "Denied", "Period": 60, "Statistics": ["Sum"]}
        span = {"StartTime": now - timedelta(minutes=5), "EndTime": now + timedelta(minutes=5)}
        (point,) = self.cloudwatch.get_metric_statistics(**asked, **span)["Datapoints"]
        self.assertEqual(3.0, point["Sum"])

    def test_nothing_to_say(self):
        self.alarm()
        self.cloudwatch.delete_alarms(AlarmNames=["denied"])
        self.assertEqual([], self.cloudwatch.describe_alarms()["MetricAlarms"])

    def test_refusals_have_their_code(self):
        self.refused("ResourceNotFound", self.cloudwatch.get_dashboard, DashboardName="none")

    def test_alarms_that_aws_would_not_take(self):
        self.refused("ValidationError", self.alarm, ComparisonOperator="Sometimes")
        self.refused("ValidationError", self.alarm, DatapointsToAlarm=2)


if __name__ == "__main__":
    unittest.main()
