"""CBOR: clients of these days speak Smithy's RPC v2 to CloudWatch, which moto does not understand.

What they ask is put to moto in JSON, and what it answers is told them in CBOR. The words are botocore's, which knows the
type of each field.

https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html
"""

import io
import json
import re

from botocore import parsers, serialize, session
from botocore.model import DenormalizedStructureBuilder
from moto.moto_server.werkzeug_app import DomainDispatcherApplication
from werkzeug.wrappers import Response

from overlay_support import wraps

PROTOCOL = "rpc-v2-cbor"
PATH = re.compile(r"/service/(?P<target>\w+)/operation/(?P<operation>\w+)")
CLOUDWATCH = session.get_session().get_service_model("cloudwatch")
CBOR = parsers.RpcV2CBORParser()
JSON = parsers.JSONParser()
ENCODER = serialize.RpcV2CBORSerializer()
ERROR = DenormalizedStructureBuilder().with_members({n: {"type": "string"} for n in ("__type", "message")}).build_model()


@wraps(DomainDispatcherApplication)
def __call__(original, self, environ, start_response):
    if environ.get("HTTP_SMITHY_PROTOCOL") != PROTOCOL:
        return original(self, environ, start_response)
    called = PATH.fullmatch(environ["PATH_INFO"])
    answer = Response.from_app(lambda *wsgi: original(self, *wsgi), in_json(environ, called))
    return in_cbor(answer, called["operation"])(environ, start_response)


def in_json(environ, called):
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    asked = CBOR.parse_data_item(CBOR.get_peekable_stream_from_bytes(body)) if body else {}
    text = json.dumps(asked, default=lambda moment: moment.timestamp()).encode()
    return environ | {
        "PATH_INFO": "/",
        "RAW_URI": "/",
        "REQUEST_URI": "/",
        "HTTP_X_AMZ_TARGET": f"{called['target']}.{called['operation']}",
        "CONTENT_TYPE": "application/x-amz-json-1.0",
        "CONTENT_LENGTH": str(len(text)),
        "wsgi.input": io.BytesIO(text),
    }


def in_cbor(answer, operation):
    if answer.status_code == 200:
        shape = CLOUDWATCH.operation_model(operation).output_shape
        told = JSON.parse({"status_code": 200, "headers": {}, "body": answer.data}, shape)
    else:
        shape, told = ERROR, json.loads(answer.data)
    body = bytearray()
    given = {name: told[name] for name in shape.members if name in told} if shape else {}
    ENCODER._serialize_data_item(body, given, shape or ERROR)
    headers = {name: value for name, value in answer.headers if name.lower().startswith("x-amzn-")}
    headers |= {"Smithy-Protocol": PROTOCOL, "Content-Type": "application/cbor"}
    return Response(bytes(body), answer.status_code, headers)
