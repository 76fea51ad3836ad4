// The answer to "is putting this state file back safe?": plain values for the reports of `oneway restore`.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "model/assessment.h"

namespace oneway {

struct RestoreObject {
  enum class Status : unsigned char { Same, Moved, MarkLost, Regressed, Forgotten, RePointed, Resurrected };
  Status status = Status::Same;
  std::string address, deposed;
  std::string other_address;  // Moved: where the current state has it
  std::string identity;  // what the candidate points at, or what it does not know; "" if hidden or unknown
  std::string current_identity;
  RollbackClass cls = RollbackClass::FullyReversible;
  std::string code, message;
  bool stays = false;  // Resurrected: the configuration has it, so the candidate is right about it
  std::vector<std::string> differs;  // arguments, never values
};
std::string_view id(RestoreObject::Status s);

struct NextAction {
  std::string address;
  std::vector<std::string> actions;  // as a plan would say
  bool certain = true;
  RollbackClass cls = RollbackClass::FullyReversible;
  std::string message;
};

struct ProcedureStep {
  std::string step;
  std::vector<std::string> commands;  // POSIX shell, quoted
  std::vector<std::string> blocks;    // HCL
};

struct StateSummary {
  std::string path, form, engine_version, lineage, serial;
  std::uint64_t instances = 0, outputs = 0;
};

struct Restoration {
  enum class Verdict : unsigned char { Safe, SafeAfterRepair, Unsafe };
  Verdict verdict = Verdict::Safe;
  std::vector<InputInfo> inputs;
  StateSummary candidate, current;
  std::string lineage;                 // equal | different | missing
  std::string serial_to_set;           // "" if the candidate can be pushed as it is, or if no serial is known
  std::vector<RestoreObject> objects;  // worst first; Same ones are only counted
  std::uint64_t same = 0;
  std::vector<NextAction> next_apply;  // worst first; no-ops are left out
  std::vector<Finding> findings;
  std::vector<ProcedureStep> procedure;
};
std::string_view id(Restoration::Verdict v);

}  // namespace oneway
