// Reads one plan document (`show -json PLANFILE`) and hands it to a visitor, a piece at a time, in any key
// order.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "ingest/json/keys.h"
#include "ingest/plan/change_reader.h"
#include "ingest/plan/engine.h"
#include "ingest/plan/visitor.h"

namespace oneway {

class PlanReader {
 public:
  // `visitor` is asked for once, when the first section of a plan is met.
  PlanReader(json::Reader& reader, std::uint64_t max_changes, std::function<PlanVisitor&()> visitor)
      : reader_(reader), max_changes_(max_changes), visitor_for_(std::move(visitor)) {}

  // Reads the object that comes next. Throws InputError if it is no plan, or none that can be understood.
  void read();

  const PlanMeta& meta() const { return meta_; }
  Engine engine() const { return evidence_.verdict(meta_); }
  const std::vector<std::string>& notes() const { return notes_; }

 private:
  void read_section(int section);
  void read_format_version();
  void read_resource_changes();
  void read_drift();
  void read_deferred_changes();
  void read_planned_values();
  void read_prior_state();
  void next_change();
  PlanVisitor& visitor();

  json::Reader& reader_;
  std::uint64_t max_changes_, changes_ = 0;
  std::function<PlanVisitor&()> visitor_for_;
  PlanVisitor* visitor_ = nullptr;
  ChangeReader change_reader_;
  Change change_;
  PlanMeta meta_;
  EngineEvidence evidence_;
  std::vector<std::string> notes_;
};

}  // namespace oneway
