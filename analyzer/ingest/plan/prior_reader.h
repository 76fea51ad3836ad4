// Reads one object of `prior_state`.
#pragma once
#include <string>

#include "ingest/json/reader.h"
#include "ingest/plan/visitor.h"

namespace oneway {

class PriorReader {
 public:
  explicit PriorReader(PlanVisitor& visitor) : visitor_(visitor) {}
  // Reads the next value and hands it to the visitor, with values if it wants them.
  void read(json::Reader& reader);
  std::uint64_t managed_current() const { return managed_current_; }

 private:
  enum class Wanted : unsigned char { NotAsked, Yes, No };
  void keep(json::Reader& reader, std::string_view name);

  PlanVisitor& visitor_;
  PriorObject object_;
  Wanted wanted_ = Wanted::NotAsked;
  std::uint64_t managed_current_ = 0;
};

}  // namespace oneway
