package io.hipaaoperator.aws;

import static io.hipaaoperator.aws.Ports.known;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.aws.Volumes.Volume;
import io.hipaaoperator.cluster.Emulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateVolumeRequest;

/** EBS volumes as AWS has them, through the port. */
class VolumesIT {
  private static final Ec2Client EC2 = Emulator.ec2();
  private static final String KEY = "arn:aws:kms:us-east-1:123456789012:key/1";

  private final Ports ports = new Ports();
  private final Volumes volumes = ports.services().volumes();
  private final List<String> made = new ArrayList<>();

  @AfterEach
  void clean() {
    made.forEach(id -> EC2.deleteVolume(r -> r.volumeId(id)));
    ports.close();
  }

  @Test
  void volumesAreToldByTheirIdsAndUnknownOnesAreAbsent() {
    String sealed = create(r -> r.encrypted(true).kmsKeyId(KEY));
    String plain = create(r -> r.encrypted(false));

    assertThat(known(volumes.byId(List.of(sealed, "vol-0123456789abcdef0", plain, plain))))
        .isEqualTo(
            Map.of(
                sealed, new Volume(true, Optional.of(KEY), "available"),
                plain, new Volume(false, Optional.empty(), "available")));
  }

  @Test
  void ofNoIdsNothingIsAsked() {
    create(r -> r.encrypted(false));

    assertThat(known(volumes.byId(List.of()))).isEmpty();
  }

  /** A filter takes two hundred ids. */
  @Test
  void manyAreToldTogether() {
    List<String> ids =
        new ArrayList<>(IntStream.range(0, 450).mapToObj("vol-%017x"::formatted).toList());
    String first = create(r -> r.encrypted(false));
    ids.add(0, first);
    String last = create(r -> r.encrypted(false));
    ids.add(last);

    assertThat(known(volumes.byId(ids))).containsOnlyKeys(first, last);
  }

  private String create(Consumer<CreateVolumeRequest.Builder> with) {
    var request = CreateVolumeRequest.builder().availabilityZone("us-east-1a").size(1);
    with.accept(request);
    String id = EC2.createVolume(request.build()).volumeId();
    made.add(id);
    return id;
  }
}
