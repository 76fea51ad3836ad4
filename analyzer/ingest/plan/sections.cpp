#include "ingest/plan/sections.h"

#include "ingest/json/keys.h"

namespace oneway {
namespace {

// Calls use(value) with each element of an array, captured.
template <class Use>
void each_captured(json::Reader& reader, Use use) {
  if (!json::enter_array(reader)) return;
  Document document;
  while (reader.next_element()) {
    document.clear();
    reader.capture(document);
    use(document.root());
  }
}

std::string text(Value v) {
  return std::string(v.text());
}

ActionInvocation invocation(Value v) {
  const Value trigger = v["lifecycle_action_trigger"];
  return {.address = text(v["address"]),
          .type = text(v["type"]),
          .name = text(v["name"]),
          .provider = text(v["provider_name"]),
          .trigger_address = text(trigger["triggering_resource_address"]),
          .trigger_event = text(trigger["action_trigger_event"]),
          .on_failure = text(trigger["on_failure"])};
}

CheckResult check_result(Value address, Value status, std::string kind) {
  return {.address = text(address["to_display"]), .kind = std::move(kind), .status = text(status)};
}

}  // namespace

void read_output_changes(json::Reader& reader, PlanVisitor& visitor) {
  if (!json::enter_object(reader)) return;
  OutputChange output;
  while (reader.next_key(output.name)) {
    output.values.clear();
    reader.capture(output.values);
    const Value change = output.values.root();
    if (!change["actions"].is_array()) reader.fail("an output change without actions: " + output.name);
    output.actions.clear();
    for (auto [key, word] : change["actions"].elements()) output.actions.add(word.text());
    output.before = change["before"];
    output.after = change["after"];
    output.after_unknown = change["after_unknown"];
    output.sensitive = any_true(change["before_sensitive"]) || any_true(change["after_sensitive"]);
    visitor.output(output);
  }
}

void read_variables(json::Reader& reader, PlanVisitor& visitor) {
  if (!json::enter_object(reader)) return;
  std::string name;
  Document document;
  while (reader.next_key(name)) {
    document.clear();
    reader.capture(document);
    visitor.variable(name, document.root()["value"]);
  }
}

void read_checks(json::Reader& reader, PlanVisitor& visitor) {
  each_captured(reader, [&](Value check) {
    const std::string kind = text(check["address"]["kind"]);
    const Value instances = check["instances"];
    if (instances.size() == 0) visitor.check(check_result(check["address"], check["status"], kind));
    for (auto [key, instance] : instances.elements()) {
      CheckResult result = check_result(instance["address"], instance["status"], kind);
      for (auto [inner, problem] : instance["problems"].elements())
        result.problems.push_back(text(problem["message"]));
      visitor.check(result);
    }
  });
}

void read_action_invocations(json::Reader& reader, PlanVisitor& visitor) {
  each_captured(reader, [&](Value v) { visitor.action_invocation(invocation(v)); });
}

void read_deferred_action_invocations(json::Reader& reader, PlanVisitor& visitor) {
  each_captured(reader, [&](Value v) {
    ActionInvocation deferred = invocation(v["action_invocation"]);
    deferred.deferred = true;
    deferred.deferred_reason = text(v["reason"]);
    visitor.action_invocation(deferred);
  });
}

}  // namespace oneway
