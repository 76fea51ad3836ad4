// The small sections of a plan, an element at a time: outputs, variables, checks, action invocations.
#pragma once
#include "ingest/json/reader.h"
#include "ingest/plan/visitor.h"

namespace oneway {

void read_output_changes(json::Reader& reader, PlanVisitor& visitor);
void read_variables(json::Reader& reader, PlanVisitor& visitor);
void read_checks(json::Reader& reader, PlanVisitor& visitor);
void read_action_invocations(json::Reader& reader, PlanVisitor& visitor);
// Elements {"reason", "action_invocation"}.
void read_deferred_action_invocations(json::Reader& reader, PlanVisitor& visitor);

}  // namespace oneway
