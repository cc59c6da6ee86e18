package io.hipaaoperator.aws;

import io.hipaaoperator.aws.Pages.Page;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Gatherers;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.utils.Lazy;

/**
 * Volumes through the SDK. Ids are asked for by a filter: of a list of ids EC2 refuses all where it
 * does not know one.
 */
final class SdkVolumes implements Volumes {
  /** As many values as a filter takes. */
  private static final int FILTER = 200;

  private final Lazy<Ec2Client> ec2;
  private final Calls calls;

  SdkVolumes(Lazy<Ec2Client> ec2, Calls calls) {
    this.ec2 = ec2;
    this.calls = calls;
  }

  @Override
  public Answer<Map<String, Volume>> byId(Collection<String> ids) {
    Answer<Map<String, Volume>> answer = Answer.known(Map.of());
    for (List<String> chunk : chunks(ids)) {
      answer = answer.then(known -> volumes(chunk).map(found -> union(known, found)));
    }
    return answer;
  }

  private static List<List<String>> chunks(Collection<String> ids) {
    return ids.stream().distinct().gather(Gatherers.windowFixed(FILTER)).toList();
  }

  private Answer<Map<String, Volume>> volumes(List<String> ids) {
    return Pages.<software.amazon.awssdk.services.ec2.model.Volume>all(
            marker ->
                calls
                    .run(
                        Action.DESCRIBE_VOLUMES,
                        () ->
                            ec2.getValue()
                                .describeVolumes(
                                    r ->
                                        r.filters(f -> f.name("volume-id").values(ids))
                                            .nextToken(marker)))
                    .map(page -> new Page<>(page.volumes(), page.nextToken())))
        .map(SdkVolumes::byId);
  }

  private static Map<String, Volume> byId(
      List<software.amazon.awssdk.services.ec2.model.Volume> volumes) {
    Map<String, Volume> map = new TreeMap<>();
    volumes.forEach(volume -> map.put(volume.volumeId(), volume(volume)));
    return map;
  }

  private static Volume volume(software.amazon.awssdk.services.ec2.model.Volume volume) {
    return new Volume(
        Boolean.TRUE.equals(volume.encrypted()),
        Optional.ofNullable(volume.kmsKeyId()),
        volume.stateAsString());
  }

  private static Map<String, Volume> union(Map<String, Volume> some, Map<String, Volume> more) {
    Map<String, Volume> all = new TreeMap<>(some);
    all.putAll(more);
    return all;
  }
}
