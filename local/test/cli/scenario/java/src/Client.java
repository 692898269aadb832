import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.GetObjectPresignRequest;
import software.amazon.awssdk.services.sts.StsClient;

/** Runs the steps on stdin (step.ts says what they are) with the AWS SDK for Java, and prints what came of each. */
public final class Client {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern CODE = Pattern.compile("<Code>(\\w+)</Code>");
  private static final int PART_BYTES = 5 << 20;

  /** Session by name; a step without one is signed by nobody. */
  private final Map<String, AwsCredentialsProvider> sessions = new HashMap<>();

  public static void main(String[] arguments) throws Exception {
    Client client = new Client();
    ArrayNode outcomes = JSON.createArrayNode();
    for (JsonNode step : JSON.readTree(System.in)) outcomes.add(client.attempt(step));
    System.out.println(JSON.writeValueAsString(outcomes));
  }

  /** A refusal that is no exception of the SDK's; the code of AWS's error. */
  private static final class Refused extends Exception {
    Refused(String code) {
      super(code);
    }
  }

  private ObjectNode attempt(JsonNode step) {
    ObjectNode outcome = JSON.createObjectNode();
    try {
      JsonNode answer = act(step);
      if (answer.has("Credentials")) sessions.put(step.get("as").asText(), keys(answer.get("Credentials")));
      return outcome.put("outcome", "allowed").set("answer", answer);
    } catch (AwsServiceException refused) {
      return outcome.put("outcome", codeOf(refused)).put("answer", refused.getMessage());
    } catch (Exception other) {
      return outcome.put("outcome", other instanceof Refused ? other.getMessage() : "no answer").put("answer", String.valueOf(other));
    }
  }

  /** An answer to HEAD has no code. */
  private static String codeOf(AwsServiceException refused) {
    String code = refused.awsErrorDetails() == null ? null : refused.awsErrorDetails().errorCode();
    return code == null ? String.valueOf(refused.statusCode()) : code;
  }

  private JsonNode act(JsonNode step) throws Exception {
    JsonNode input = step.get("input");
    AwsCredentialsProvider signer = sessions.getOrDefault(step.get("as").asText(), AnonymousCredentialsProvider.create());
    switch (step.get("operation").asText()) {
      case "Upload": return upload(input, signer);
      case "PresignedGet": return presignedGet(input, signer);
      case "GetObject": return getObject(input, signer);
      case "PutObject": return putObject(input, signer);
      default: return call(step, signer);
    }
  }

  private JsonNode call(JsonNode step, AwsCredentialsProvider signer) throws Exception {
    Object client = clientOf(step.get("service").asText(), signer);
    String operation = step.get("operation").asText();
    Class<?> type = Class.forName("software.amazon.awssdk.services." + step.get("service").asText() + ".model." + operation + "Request");
    SdkPojo request = Shapes.read(type, step.get("input"));
    String method = Character.toLowerCase(operation.charAt(0)) + operation.substring(1);
    try {
      return Shapes.write((SdkPojo) interfaceOf(client).getMethod(method, type).invoke(client, request));
    } catch (java.lang.reflect.InvocationTargetException thrown) {
      throw (Exception) thrown.getCause();
    }
  }

  /** What implements it is the SDK's own affair. */
  private static Class<?> interfaceOf(Object client) {
    return client.getClass().getInterfaces()[0];
  }

  private static JsonNode getObject(JsonNode input, AwsCredentialsProvider signer) throws Exception {
    var request = (software.amazon.awssdk.services.s3.model.GetObjectRequest) Shapes.read(software.amazon.awssdk.services.s3.model.GetObjectRequest.class, input);
    try (ResponseInputStream<?> stream = s3(signer).getObject(request)) {
      String body = new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      return ((ObjectNode) Shapes.write((SdkPojo) stream.response())).put("Body", body);
    }
  }

  private static JsonNode putObject(JsonNode input, AwsCredentialsProvider signer) {
    var request = (software.amazon.awssdk.services.s3.model.PutObjectRequest) Shapes.read(
      software.amazon.awssdk.services.s3.model.PutObjectRequest.class, ((ObjectNode) input.deepCopy()).without("Body"));
    return Shapes.write(s3(signer).putObject(request, RequestBody.fromString(input.get("Body").asText())));
  }

  private static JsonNode upload(JsonNode input, AwsCredentialsProvider signer) {
    S3Client client = s3(signer);
    String bucket = input.get("Bucket").asText();
    String key = input.get("Key").asText();
    byte[] bytes = new byte[input.get("Size").asInt()];
    Arrays.fill(bytes, (byte) 'a');
    String upload = client.createMultipartUpload(request -> request.bucket(bucket).key(key)).uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    for (int start = 0; start < bytes.length; start += PART_BYTES) {
      int number = parts.size() + 1;
      byte[] part = Arrays.copyOfRange(bytes, start, Math.min(start + PART_BYTES, bytes.length));
      String tag = client.uploadPart(request -> request.bucket(bucket).key(key).uploadId(upload).partNumber(number),
        RequestBody.fromInputStream(new ByteArrayInputStream(part), part.length)).eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
    }
    client.completeMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts)));
    return JSON.createObjectNode();
  }

  private static JsonNode presignedGet(JsonNode input, AwsCredentialsProvider signer) throws Exception {
    try (S3Presigner presigner = S3Presigner.builder().credentialsProvider(signer).build()) {
      URI url = presigner.presignGetObject(GetObjectPresignRequest.builder().signatureDuration(Duration.ofMinutes(1))
        .getObjectRequest(request -> request.bucket(input.get("Bucket").asText()).key(input.get("Key").asText())).build()).url().toURI();
      HttpResponse<String> response = HttpClient.newHttpClient().send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
      Matcher code = CODE.matcher(response.body());
      if (response.statusCode() != 200 && code.find()) throw new Refused(code.group(1));
      return JSON.createObjectNode().put("Body", response.body());
    }
  }

  private static Object clientOf(String service, AwsCredentialsProvider signer) {
    switch (service) {
      case "dynamodb": return DynamoDbClient.builder().credentialsProvider(signer).build();
      case "sts": return StsClient.builder().credentialsProvider(signer).build();
      default: return s3(signer);
    }
  }

  private static S3Client s3(AwsCredentialsProvider signer) {
    return S3Client.builder().credentialsProvider(signer).build();
  }

  private static AwsCredentialsProvider keys(JsonNode credentials) {
    return StaticCredentialsProvider.create(AwsSessionCredentials.create(
      credentials.get("AccessKeyId").asText(), credentials.get("SecretAccessKey").asText(), credentials.get("SessionToken").asText()));
  }
}
