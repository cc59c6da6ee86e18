package io.hipaaoperator.audit;

import io.hipaaoperator.control.Facts;
import io.hipaaoperator.drift.Setting;
import java.util.List;

/** One part of what belongs to a log group, as AWS has it, and what is declared of it. Pure. */
interface SinkPart {

  /** How it deviates, setting by setting, in the order in which they are repaired. */
  List<Setting<SinkWrite>> settings();

  /** These facts and what it tells. */
  Facts with(Facts facts);
}
