// What the program's own words mean, for a person: finding codes, repair patterns, rollback classes.
// Data of rules/codes.yaml, rules/repairs.yaml and rules/classes.yaml, compiled into the program.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/assessment.h"

namespace oneway {

struct CodeInfo {
  std::string code;   // "OW201"
  std::string title;  // "Data is lost and nothing known restores it"
  std::string kind;   // an EffectKind's id, "apply-stop" or "finding"
  Severity severity = Severity::Warning;
  std::string why;         // why it matters
  std::string what_to_do;  // what to do about it
};

struct RepairInfo {
  std::string pattern;  // "restore-from-backup"
  std::string title;
  std::string use_when, not_when;
  std::vector<std::string> steps;
};

struct ClassInfo {
  RollbackClass cls = RollbackClass::FullyReversible;
  std::string means;    // in one sentence
  std::string example;  // a change that has it
  std::string advice;   // what to do before applying one

  // What to do when a change of the class went wrong. The first way whose condition holds is recommended.
  enum class If : unsigned char { Always, Moves, Imports, InModule, Replaces, SecretChanged, Restorable };
  struct Way {
    std::string pattern;
    If only_if = If::Always;
    std::string why;
  };
  struct Not {
    std::string pattern, why;
  };
  std::vector<Way> transitions;
  std::vector<Not> against;  // why the other patterns are not recommended
};

// nullptr if there is no such code or pattern. The pointers live for ever; safe from several threads.
const CodeInfo* code(std::string_view code);
const RepairInfo* repair(std::string_view pattern);
const ClassInfo& describe(RollbackClass c);
const std::vector<CodeInfo>& all_codes();
const std::vector<RepairInfo>& all_repairs();

}  // namespace oneway
