import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/** Between the SDK's shapes and JSON; every shape knows its members. */
final class Shapes {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Shapes() {}

  static SdkPojo read(Class<?> type, JsonNode given) {
    try {
      return build((SdkPojo) type.getMethod("builder").invoke(null), given);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static SdkPojo build(SdkPojo builder, JsonNode given) {
    given.fields().forEachRemaining(member -> {
      SdkField<?> field = builder.sdkFields().stream().filter(one -> isNamed(one, member.getKey())).findFirst()
        .orElseThrow(() -> new IllegalArgumentException(builder.getClass() + " has no " + member.getKey()));
      field.set(builder, value(field, member.getValue()));
    });
    return (SdkPojo) ((Buildable) builder).build();
  }

  /** What a copy goes to has another name here than in the API. */
  private static boolean isNamed(SdkField<?> field, String name) {
    return field.memberName().equals(name) || field.memberName().equals("Destination" + name);
  }

  private static Object value(SdkField<?> field, JsonNode given) {
    switch (field.marshallingType().getTargetClass().getSimpleName()) {
      case "List": {
        List<Object> all = new ArrayList<>();
        for (JsonNode one : given) all.add(value(field.getTrait(ListTrait.class).memberFieldInfo(), one));
        return all;
      }
      case "Map": {
        Map<String, Object> all = new LinkedHashMap<>();
        given.fields().forEachRemaining(one -> all.put(one.getKey(), value(field.getTrait(MapTrait.class).valueFieldInfo(), one.getValue())));
        return all;
      }
      case "SdkPojo": return build(field.constructor().get(), given);
      case "Integer": return given.asInt();
      case "Long": return given.asLong();
      case "Boolean": return given.asBoolean();
      default: return given.asText();
    }
  }

  /** What is not there is left out. */
  static ObjectNode write(SdkPojo shape) {
    ObjectNode all = JSON.createObjectNode();
    for (SdkField<?> field : shape.sdkFields()) {
      Object value = field.getValueOrDefault(shape);
      if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) all.set(field.memberName(), json(value));
    }
    return all;
  }

  private static JsonNode json(Object value) {
    if (value instanceof SdkPojo) return write((SdkPojo) value);
    if (value instanceof Collection) {
      ArrayNode all = JSON.createArrayNode();
      for (Object one : (Collection<?>) value) all.add(json(one));
      return all;
    }
    if (value instanceof Map) {
      ObjectNode all = JSON.createObjectNode();
      ((Map<?, ?>) value).forEach((name, one) -> all.set(String.valueOf(name), json(one)));
      return all;
    }
    if (value instanceof Number || value instanceof Boolean || value instanceof String) return JSON.valueToTree(value);
    return JSON.getNodeFactory().textNode(String.valueOf(value));
  }
}
