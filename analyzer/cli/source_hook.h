// `--source DIR` of a command that assesses plans: sees the module calls while plans are read, then finds
// where addresses stand and what comments acknowledge.
#pragma once
#include <list>
#include <optional>
#include <string>
#include <vector>

#include "ingest/plan/visitor.h"
#include "policy/policy.h"
#include "source/configuration.h"

namespace oneway::cli {

class SourceHook {
 public:
  // One folder for all plans, or one for each in their order. Throws UsageError for what is no folder.
  explicit SourceHook(const std::vector<std::string>& folders);
  ~SourceHook();
  bool on() const { return !files_.empty(); }
  // The visitor to give to the reader of the next document instead of `to`.
  PlanVisitor& watch(PlanVisitor& to);
  // Once all plans are read.
  void read(const std::vector<InputInfo>& inputs);

  std::optional<SourceLocation> locate(std::size_t input, std::string_view address) const;
  const std::vector<Acknowledgement>& comments() const { return comments_; }

 private:
  class Watcher;
  void read_comments();

  std::vector<SourceFiles> files_;
  std::list<Watcher> watchers_;
  std::vector<Configuration> configurations_;  // one an input
  std::vector<Acknowledgement> comments_;
};

}  // namespace oneway::cli
