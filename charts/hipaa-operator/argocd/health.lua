-- Health of a PhiWorkload, EncryptionKey, AuditSink, RetentionPolicy or LegalHold for Argo CD, which knows none for a custom resource and would show Healthy while PHI
-- is open. Argo CD gives the object as `obj`; of Lua's libraries only base, package and table are there.
-- What the answers do: Degraded fails a running sync and notifies; Progressing makes the next sync wave wait.

local function condition(type)
  for _, c in ipairs((obj.status or {}).conditions or {}) do
    if c.type == type then
      return c
    end
  end
  return {}
end

local function health(status, cause, otherwise)
  return { status = status, message = cause.message or cause.reason or otherwise }
end

if obj.metadata.deletionTimestamp ~= nil then
  local held = condition("DeletionHeld")
  if held.status == "True" then
    return health("Degraded", held, "deleted, and held")
  end
  return health("Progressing", {}, "being deleted")
end
-- A new object has conditions by default, but no observedGeneration.
if obj.status == nil or obj.status.observedGeneration == nil then
  return health("Progressing", {}, "waiting for the operator")
end
if obj.status.observedGeneration ~= obj.metadata.generation then
  return health("Progressing", {}, "waiting for the operator to look at the new spec")
end

local stalled = condition("Stalled")
if stalled.status == "True" then
  return health("Degraded", stalled, "stalled until a person acts")
end
local ready = condition("Ready")
if ready.status == "False" and ready.reason == "WriteRefused" then
  -- It is retried, so Reconciling is True as well. But a missing permission or a webhook does not mend itself,
  -- and until then PHI is not separated.
  return health("Degraded", ready, "a write was refused")
end
if ready.status == "False" and ready.reason == "DriftRecurs" then
  -- Somebody opens again and again what is put back, and it waits longer each time: until one of the two gives up
  -- it is open.
  return health("Degraded", ready, "a drift recurs")
end
if ready.status == "Unknown" and ready.reason == "NotReadable" then
  -- Argo CD's own word for a health that can't be found out. It does not fail a sync, and is not Healthy.
  return health("Unknown", ready, "the cluster can't be read")
end
local reconciling = condition("Reconciling")
if reconciling.status == "True" then
  return health("Progressing", reconciling, "reconciling")
end
if ready.status ~= "True" then
  return health("Progressing", ready, "not ready yet")
end

local compliant = condition("Compliant")
if compliant.status == "False" then
  return health("Degraded", compliant, "a control is violated")
end
if compliant.status ~= "True" then
  if compliant.reason == "NoPods" then
    -- There is no PHI to separate yet. Workload and policies come first in a sync, the pods in a later wave:
    -- anything but Healthy would keep that wave from ever starting.
    return health("Healthy", compliant, "no pods yet")
  end
  -- Not Healthy: unknown is never compliant. Not Suspended: nobody paused anything. Not Progressing: the operator
  -- has converged, and what it can't find out it won't find out by waiting.
  return health("Degraded", compliant, "compliance could not be determined")
end
-- Drift that was reverted is over; what stands is what the operator may only report.
local drifted = condition("Drifted")
if drifted.status == "True" then
  return health("Degraded", drifted, "an object is not as declared")
end
return health("Healthy", compliant, "compliant")
