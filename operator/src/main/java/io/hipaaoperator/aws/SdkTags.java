package io.hipaaoperator.aws;

import io.hipaaoperator.aws.Pages.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.Tag;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;
import software.amazon.awssdk.utils.Lazy;

/** AWS's index of tags through the SDK: a call for a call. */
final class SdkTags implements Tags {
  private static final int PAGE = 100;

  private final Lazy<ResourceGroupsTaggingApiClient> tagging;
  private final Calls calls;

  SdkTags(Lazy<ResourceGroupsTaggingApiClient> tagging, Calls calls) {
    this.tagging = tagging;
    this.calls = calls;
  }

  @Override
  public Answer<Map<String, Map<String, String>>> shown(Query query) {
    var filter = TagFilter.builder().key(query.key()).values(query.value()).build();
    return Pages.<ResourceTagMapping>all(
            marker ->
                calls
                    .run(
                        Action.GET_RESOURCES,
                        () ->
                            tagging
                                .getValue()
                                .getResources(
                                    r ->
                                        r.resourceTypeFilters(query.types())
                                            .tagFilters(filter)
                                            .resourcesPerPage(PAGE)
                                            .paginationToken(marker)))
                    .map(SdkTags::page))
        .map(SdkTags::byArn);
  }

  /** On the last page the marker is an empty one. */
  private static Page<ResourceTagMapping> page(GetResourcesResponse page) {
    String next = page.paginationToken();
    return new Page<>(page.resourceTagMappingList(), next == null || next.isEmpty() ? null : next);
  }

  private static Map<String, Map<String, String>> byArn(List<ResourceTagMapping> things) {
    Map<String, Map<String, String>> map = new HashMap<>();
    things.forEach(thing -> map.put(LogGroups.bare(thing.resourceARN()), tags(thing)));
    return map;
  }

  private static Map<String, String> tags(ResourceTagMapping thing) {
    return thing.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));
  }
}
