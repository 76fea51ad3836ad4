// Reads the UI log of `plan -json` or `apply -json`: a message a line, or an array of messages. It has fewer
// facts than a plan: no values, no dependencies, no order of a replace.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ingest/json/reader.h"
#include "ingest/plan/engine.h"
#include "ingest/plan/visitor.h"

namespace oneway {

class LogReader {
 public:
  LogReader(std::uint64_t max_changes, PlanVisitor& visitor) : max_changes_(max_changes), visitor_(visitor) {}

  // Reads the message that comes next. False, and nothing is reported, if it is the `version` line of another
  // log.
  bool read_message(json::Reader& reader);
  // The last message has been read.
  void end();

  const PlanMeta& meta() const { return meta_; }
  Engine engine() const { return engine_; }
  const std::vector<std::string>& notes() const { return notes_; }
  // The version line that made read_message() return false; the next log begins with it.
  struct Version {
    Engine engine = Engine::Unknown;
    std::string text;
  };
  const std::optional<Version>& next_version() const { return next_version_; }
  void begin(const Version& version);

 private:
  struct Counts {
    std::uint64_t add = 0, change = 0, remove = 0, import = 0;
    bool operator==(const Counts&) const = default;
  };
  void report_change(const json::Reader& reader, Value change, bool drift);
  void report_outputs(Value outputs);
  void report_diagnostic(Value diagnostic);
  void report_summary(Value changes);
  void count(const Change& change);
  void note_once(const std::string& note);

  std::uint64_t max_changes_, changes_ = 0, messages_ = 0;
  PlanVisitor& visitor_;
  Document message_;
  Change change_;
  PlanMeta meta_;
  Engine engine_ = Engine::Unknown;
  EngineEvidence evidence_;
  std::vector<std::string> notes_;
  std::optional<Version> next_version_;
  Counts counted_;
  std::optional<Counts> planned_;  // what change_summary of the plan says
  bool applied_ = false, any_error_ = false;
};

}  // namespace oneway
