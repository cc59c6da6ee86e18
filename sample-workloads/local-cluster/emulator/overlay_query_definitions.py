"""CloudWatch Logs Insights: saved queries."""

import json
import uuid

from moto.logs.exceptions import InvalidParameterException, ResourceNotFoundException
from moto.logs.responses import LogsResponse

from overlay_support import adds_to, now_ms, page, shelf

KEPT = ("name", "queryString", "logGroupNames", "queryLanguage", "parameters")


@adds_to(LogsResponse)
def put_query_definition(self):
    saved = shelf(self.logs_backend, "query_definitions")
    identifier = self._get_param("queryDefinitionId")
    if identifier and identifier not in saved:
        raise ResourceNotFoundException("The specified query definition does not exist.")
    for name in ("name", "queryString"):
        if not self._get_param(name):
            raise InvalidParameterException(f"{name} must not be empty.")
    tokens = shelf(self.logs_backend, "query_definition_tokens")
    token = self._get_param("clientToken")
    if not identifier and token in tokens:
        return json.dumps({"queryDefinitionId": tokens[token]})
    identifier = identifier or str(uuid.uuid4())
    tokens[token] = identifier
    given = {name: self._get_param(name) for name in KEPT if self._get_param(name)}
    saved[identifier] = given | {"queryDefinitionId": identifier, "lastModified": now_ms()}
    return json.dumps({"queryDefinitionId": identifier})


@adds_to(LogsResponse)
def describe_query_definitions(self):
    prefix = self._get_param("queryDefinitionNamePrefix") or ""
    all_saved = sorted(shelf(self.logs_backend, "query_definitions").values(), key=lambda saved: saved["name"])
    matching = [saved for saved in all_saved if saved["name"].startswith(prefix)]
    found, token = page(matching, self._get_param("maxResults"), self._get_param("nextToken"))
    return json.dumps({"queryDefinitions": found, "nextToken": token})


@adds_to(LogsResponse)
def delete_query_definition(self):
    saved = shelf(self.logs_backend, "query_definitions")
    if saved.pop(self._get_param("queryDefinitionId"), None) is None:
        raise ResourceNotFoundException("The specified query definition does not exist.")
    return json.dumps({"success": True})
