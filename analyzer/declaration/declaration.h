// What a team claims about a change before it is applied (change.yaml), and the claim held against the plan.
//
// Reading is strict like that of a policy: an unknown key, a wrong word or a blank is a UsageError with
// file:line:column. A claim that the plan contradicts is a finding of severity error, so the gate fails.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/assessment.h"

namespace oneway {

struct Declaration {
  struct Length {
    std::string text;  // as written
    std::int64_t seconds = 0;
  };
  // A window that is promised: a length, an event that closes it, or both. "none" is the length 0.
  struct Promise {
    std::string text;  // as written
    std::optional<std::int64_t> seconds;
    std::string condition;  // "until the first write", "unless compromise is suspected"
  };
  enum class Answer : unsigned char { Open, No, Yes, Unknown };
  // What no plan shows of a secret whose old value would be restored.
  struct Secret {
    Answer leaked = Answer::Open, revoked = Answer::Open, rotation_required = Answer::Open,
           old_value_accepted = Answer::Open;
  };

  std::string file, id, environment;
  RollbackClass cls = RollbackClass::FullyReversible;
  std::vector<std::pair<std::string, Promise>> windows;  // by part; the part is "" for the whole change
  std::string method;
  std::string state_restore_approved_by;          // the owner who accepts a state restore as the method
  std::vector<std::string> irreversible_effects;  // "ADDRESS: CODE and why it is accepted"
  std::string unsafe_when, trigger;
  std::vector<std::string> approvers, verification, evidence;
  std::optional<Length> expected_duration;
  Secret secret;
  std::vector<std::pair<std::string, Length>> slo;  // detect, decide, execute, verify, evidence
};
std::string_view id(Declaration::Answer a);  // "", no, yes, unknown

inline constexpr std::string_view kObjectives[] = {"detect", "decide", "execute", "verify", "evidence"};

// `text` is the file's content. Throws UsageError listing every fault.
Declaration read_declaration(const std::string& text, const std::string& file);
Declaration load_declaration(const std::string& path);

// Adds a finding for each claim that the assessment contradicts, and `declared`. `environment` is where the
// plan is for, "" if nobody said.
void judge_declaration(Assessment& assessment, const Declaration& declaration,
                       const std::string& environment);

// From this class on the old state is out of reach: such an effect is listed, and a revert is no method.
inline constexpr RollbackClass kOneWay = RollbackClass::ForwardOnly;
// From this class on every question of the production gate is asked.
inline constexpr RollbackClass kHighRisk = RollbackClass::ManualRepair;
// The worst class of all changes and findings.
RollbackClass computed_class(const Assessment& assessment);

// change.yaml as the plan says it. What only the team knows is left blank, and a blank is refused.
std::string draft_declaration(const Assessment& assessment, const std::string& environment);

}  // namespace oneway
