// What the program's own words mean, for a person: finding codes, repair patterns, rollback classes,
// playbooks. Data of rules/codes.yaml, repairs.yaml, classes.yaml and playbooks.yaml, compiled into the
// program.
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

// A control loop that applies what it is told again and again, and how to stop exactly one of it.
// `types` are RE2 patterns for a whole type name or "kind:GROUP/Kind"; `name` and `name_space` are argument
// paths. A loop concerns an object only if its name can be read there.
struct LoopInfo {
  std::string id, title;
  std::vector<std::string> types;
  std::string name, name_space, default_namespace;
  std::string pause, resume, check;  // shell, with {name} and {namespace}
  std::string caution;
  std::vector<std::string> sources;
};

// One step of a playbook. With `types` it is for such objects only; `run` may then use {name} and
// {namespace}, and always {address} and {engine}.
struct StepInfo {
  std::string text, run;
  std::vector<std::string> types;
  std::string name, name_space;
};

// What to do when a kind of change went wrong. It fits a plan by any of surfaces, types, codes and modules.
struct PlaybookInfo {
  std::string id, title, when;
  std::vector<std::string> surfaces, types, codes;
  bool external_modules = false;
  std::string trigger, pause, choose;
  std::vector<StepInfo> revert, forward, verify;
  std::vector<std::string> evidence, never, sources;
};

// nullptr if there is no such code or pattern. The pointers live for ever; safe from several threads.
const CodeInfo* code(std::string_view code);
const RepairInfo* repair(std::string_view pattern);
const ClassInfo& describe(RollbackClass c);
const PlaybookInfo* playbook(std::string_view id);
const std::vector<CodeInfo>& all_codes();
const std::vector<RepairInfo>& all_repairs();
const std::vector<PlaybookInfo>& all_playbooks();  // by id
const std::vector<LoopInfo>& all_loops();          // by id

}  // namespace oneway
