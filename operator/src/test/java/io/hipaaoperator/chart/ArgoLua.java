package io.hipaaoperator.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LoadState;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.BaseLib;
import org.luaj.vm2.lib.PackageLib;
import org.luaj.vm2.lib.TableLib;

/**
 * Runs a health check as Argo CD does: the object is the global {@code obj}, and of the libraries
 * only base, package and table are open.
 */
final class ArgoLua {
  private ArgoLua() {}

  static JsonNode run(String script, JsonNode object) {
    Globals globals = new Globals();
    globals.load(new BaseLib());
    globals.load(new PackageLib());
    globals.load(new TableLib());
    LoadState.install(globals);
    LuaC.install(globals);
    globals.set("obj", lua(object));
    return health(globals.load(script, "health.lua").call().checktable());
  }

  private static ObjectNode health(LuaTable returned) {
    ObjectNode health = JsonNodeFactory.instance.objectNode();
    health.put("status", returned.get("status").checkjstring());
    health.put("message", returned.get("message").checkjstring());
    return health;
  }

  private static LuaValue lua(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> LuaValue.valueOf(node.asText());
      case BOOLEAN -> LuaValue.valueOf(node.asBoolean());
      case NUMBER -> LuaValue.valueOf(node.asDouble());
      case ARRAY -> array(node);
      case OBJECT -> object(node);
      case NULL, MISSING, BINARY, POJO -> LuaValue.NIL;
    };
  }

  private static LuaTable array(JsonNode node) {
    LuaTable table = new LuaTable();
    node.forEach(item -> table.set(table.length() + 1, lua(item)));
    return table;
  }

  private static LuaTable object(JsonNode node) {
    LuaTable table = new LuaTable();
    node.properties().forEach(field -> table.set(field.getKey(), lua(field.getValue())));
    return table;
  }
}
