// A KMS v2 plugin as tests need one: it says of itself that it has a key of a given id, as
// aws-encryption-provider does, and encrypts with a key that everybody knows.
// Nothing it encrypts is safe.
package main

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"flag"
	"log"
	"os"
	"time"

	"k8s.io/kms/pkg/service"
)

type plugin struct {
	id   string
	aead cipher.AEAD
}

func (p plugin) Status(context.Context) (*service.StatusResponse, error) {
	return &service.StatusResponse{Version: "v2", Healthz: "ok", KeyID: p.id}, nil
}

func (p plugin) Encrypt(_ context.Context, _ string, data []byte) (*service.EncryptResponse, error) {
	nonce := make([]byte, p.aead.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return nil, err
	}
	return &service.EncryptResponse{Ciphertext: p.aead.Seal(nonce, nonce, data, nil), KeyID: p.id}, nil
}

func (p plugin) Decrypt(_ context.Context, _ string, req *service.DecryptRequest) ([]byte, error) {
	size := p.aead.NonceSize()
	return p.aead.Open(nil, req.Ciphertext[:size], req.Ciphertext[size:], nil)
}

func main() {
	id := flag.String("key", "", "id of the key")
	listen := flag.String("listen", "", "path of the socket")
	flag.Parse()
	block, err := aes.NewCipher(make([]byte, 32))
	if err != nil {
		log.Fatal(err)
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		log.Fatal(err)
	}
	// As aws-encryption-provider does: who was killed left it behind.
	if err := os.Remove(*listen); err != nil && !os.IsNotExist(err) {
		log.Fatal(err)
	}
	log.Fatal(service.NewGRPCService(*listen, 5*time.Second, plugin{*id, aead}).ListenAndServe())
}
