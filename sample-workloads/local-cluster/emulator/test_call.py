"""How words of a command line become arguments, and an answer what is printed; asks nobody."""

import unittest
from tempfile import NamedTemporaryFile

import boto3
import call


def kms(operation):
    client = boto3.client("kms", region_name="us-east-1")
    return client.meta.service_model.operation_model(operation)


class Words(unittest.TestCase):
    def test_values_are_of_the_type_that_the_service_wants(self):
        words = ["--ciphertext-blob", "AAE=", "--encryption-context", '{"a": "b"}', "--dry-run", "true"]
        wanted = {"CiphertextBlob": b"\0\1", "EncryptionContext": {"a": "b"}, "DryRun": True}
        self.assertEqual(call.parameters(kms("Decrypt"), words), wanted)

    def test_a_file_is_what_it_says(self):
        with NamedTemporaryFile("w") as file:
            file.write("{}")
            file.flush()
            words = ["--key-id", "1", "--policy", f"file://{file.name}"]
            self.assertEqual(call.parameters(kms("PutKeyPolicy"), words)["Policy"], "{}")

    def test_a_wrong_word_is_named(self):
        with self.assertRaisesRegex(ValueError, "--key: Decrypt has "):
            call.parameters(kms("Decrypt"), ["--key", "1"])

    def test_options_of_the_command_are_no_parameters(self):
        words = ["kms", "--query", "KeyId", "list-keys"]
        self.assertEqual(call.taken(words, "--query"), "KeyId")
        self.assertIsNone(call.taken(words, "--output"))
        self.assertEqual(words, ["kms", "list-keys"])

    def test_text_has_no_quotes(self):
        self.assertEqual((call.shown("a", "text"), call.shown("a", None)), ("a", '"a"'))


if __name__ == "__main__":
    unittest.main()
