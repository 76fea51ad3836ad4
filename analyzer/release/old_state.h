// What a state says the old version left behind, in the words of a plan: each object as a change whose
// `after` is what exists.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "ingest/state/visitor.h"
#include "model/change.h"
#include "release/contract.h"

namespace oneway {

class OldState : public StateVisitor {
 public:
  explicit OldState(std::string path) : path_(std::move(path)) {}

  // Throws InputError if the file does not hold exactly one state that tells everything.
  void read(const InputOptions& options);

  void instance(const StateInstance& i) override;
  void output(const StateOutput& o) override;
  void end(const StateHeader&) override {}

  std::map<std::string, Change> objects;  // by address
  std::vector<Change> deposed;
  std::set<std::string> tainted, others;  // addresses; others are data sources
  std::map<std::string, Contract::Output> outputs;
  std::map<std::string, std::vector<std::string>> dependencies;  // by address

 private:
  std::string path_;
};

// A raw state keeps a value whose type is free as {"value": ..., "type": ...}: the value, or Missing if
// `stored` is none of these.
Value unwrapped(Value stored);

}  // namespace oneway
