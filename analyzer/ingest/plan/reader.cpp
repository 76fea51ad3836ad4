#include "ingest/plan/reader.h"

#include "ingest/foreign.h"
#include "ingest/plan/configuration_reader.h"
#include "ingest/plan/module_tree.h"
#include "ingest/plan/prior_reader.h"
#include "ingest/plan/sections.h"

namespace oneway {
namespace {

constexpr std::string_view kSections[] = {
    "format_version", "terraform_version", "timestamp", "applyable", "complete", "errored",
    // Every key from here on makes the document a plan.
    "variables", "planned_values", "resource_drift", "resource_changes", "deferred_changes",
    "deferred_action_invocations", "output_changes", "action_invocations", "prior_state", "configuration",
    "relevant_attributes", "condition_results", "checks"};
enum Section {
  kFormatVersion,
  kTerraformVersion,
  kTimestamp,
  kApplyable,
  kComplete,
  kErrored,
  kVariables,
  kPlannedValues,
  kDrift,
  kResourceChanges,
  kDeferredChanges,
  kDeferredActionInvocations,
  kOutputChanges,
  kActionInvocations,
  kPriorState,
  kConfiguration,
  kRelevantAttributes,
  kConditionResults,
  kChecks
};

// Sections that only a plan has; `variables` and `checks` occur elsewhere too.
bool settles_plan(int section) {
  return section >= kPlannedValues && section <= kConfiguration;
}

}  // namespace

PlanVisitor& PlanReader::visitor() {
  if (!visitor_) visitor_ = &visitor_for_();
  return *visitor_;
}

void PlanReader::read() {
  json::SeenKeys seen;
  ForeignKeys foreign;
  bool plan = false;
  std::string key;
  reader_.begin_object();
  while (reader_.next_key(key)) {
    const int section = seen.find(reader_, kSections, key);
    plan = plan || settles_plan(section);
    if (section >= 0) {
      read_section(section);
    } else {
      if (foreign.add(key)) foreign.refuse(reader_, "plan");
      reader_.skip();
    }
  }
  if (!plan || foreign.has("provider_schemas")) {
    for (int i = 0; i <= kChecks; ++i)
      if (seen.has(i)) foreign.add(kSections[i]);
    foreign.refuse(reader_, "plan");
  }
  if (meta_.format_version.empty())
    notes_.push_back("format_version is missing: trimmed or made by hand, read as format 1.2");
  visitor().end(meta_);
}

void PlanReader::read_section(int section) {
  switch (section) {
    case kFormatVersion:
      return read_format_version();
    case kTerraformVersion:
      return json::string_or_null(reader_, meta_.engine_version);
    case kTimestamp:
      return json::string_or_null(reader_, meta_.timestamp);
    case kApplyable:
      meta_.applyable = reader_.boolean();
      return;
    case kComplete:
      meta_.complete = reader_.boolean();
      return;
    case kErrored:
      meta_.errored = reader_.boolean();
      return;
    case kVariables:
      return read_variables(reader_, visitor());
    case kPlannedValues:
      return read_planned_values();
    case kDrift:
      return read_drift();
    case kResourceChanges:
      return read_resource_changes();
    case kDeferredChanges:
      evidence_.see_terraform_only();
      return read_deferred_changes();
    case kDeferredActionInvocations:
      evidence_.see_terraform_only();
      return read_deferred_action_invocations(reader_, visitor());
    case kOutputChanges:
      meta_.has_output_changes = reader_.peek() != Kind::Null;
      return read_output_changes(reader_, visitor());
    case kActionInvocations:
      evidence_.see_terraform_only();
      return read_action_invocations(reader_, visitor());
    case kPriorState:
      return read_prior_state();
    case kConfiguration:
      meta_.has_configuration = reader_.peek() != Kind::Null;
      return ConfigurationReader(visitor()).read(reader_);
    case kChecks:
      return read_checks(reader_, visitor());
    default:
      return reader_.skip();
  }
}

void PlanReader::read_format_version() {
  meta_.format_version = reader_.string();
  const int version = version_number(meta_.format_version);
  const bool known = version >= 1 && version < 2000;
  if (!known)
    reader_.fail("format version \"" + printable(meta_.format_version) +
                     "\" is not known; this oneway reads 0.1 to 1.x",
                 "use a newer oneway, or make the plan with an engine that writes format 1.x");
}

void PlanReader::next_change() {
  if (++changes_ > max_changes_)
    reader_.fail("the plan has more than " + std::to_string(max_changes_) + " changes",
                 "raise the limit to read it");
  change_reader_.read(reader_, change_);
  evidence_.see(change_);
}

void PlanReader::read_resource_changes() {
  PlanVisitor& to = visitor();
  if (!json::enter_array(reader_)) return;
  meta_.has_resource_changes = true;
  while (reader_.next_element()) {
    next_change();
    to.change(change_);
  }
}

void PlanReader::read_drift() {
  PlanVisitor& to = visitor();
  if (!json::enter_array(reader_)) return;
  meta_.has_drift = true;
  while (reader_.next_element()) {
    next_change();
    to.drift(change_);
  }
}

void PlanReader::read_deferred_changes() {
  static constexpr std::string_view kKeys[] = {"reason", "resource_change"};
  PlanVisitor& to = visitor();
  if (!json::enter_array(reader_)) return;
  std::string key;
  while (reader_.next_element()) {
    DeferredChange deferred;
    json::SeenKeys seen;
    reader_.begin_object();
    while (reader_.next_key(key)) {
      switch (seen.find(reader_, kKeys, key)) {
        case 0:
          json::string_or_null(reader_, deferred.reason);
          break;
        case 1:
          next_change();
          deferred.change = std::move(change_);
          break;
        default:
          reader_.skip();
      }
    }
    if (!seen.has(1)) reader_.fail("a deferred change without the change");
    to.deferred(deferred);
  }
}

void PlanReader::read_planned_values() {
  meta_.has_planned_values = reader_.peek() != Kind::Null;
  static constexpr std::string_view kKeys[] = {"mode"};
  std::string_view key;
  std::string mode;
  const auto count = [&](json::Reader& reader) {
    json::SeenKeys seen;
    reader.begin_object();
    while (reader.next_key(key)) {
      if (seen.find(reader, kKeys, key) == 0) {
        json::string_or_null(reader, mode);
        meta_.planned_resources += mode == "managed";
      } else {
        reader.skip();
      }
    }
  };
  walk_state_values(reader_, count, [](json::Reader& reader, const std::string&) { reader.skip(); });
}

void PlanReader::read_prior_state() {
  static constexpr std::string_view kKeys[] = {"values"};
  if (!json::enter_object(reader_)) return;
  meta_.has_prior_state = true;
  PriorReader prior(visitor());
  json::SeenKeys seen;
  std::string key;
  while (reader_.next_key(key)) {
    if (seen.find(reader_, kKeys, key) == 0)
      walk_state_values(
          reader_, [&](json::Reader& reader) { prior.read(reader); },
          [](json::Reader& reader, const std::string&) { reader.skip(); });
    else
      reader_.skip();
  }
  meta_.prior_resources = prior.managed_current();
}

}  // namespace oneway
