// All acknowledgements of a run: which one fits what, and what is to be said about the others.
#pragma once
#include <string>
#include <vector>

#include "policy/policy.h"

namespace oneway {

// One thing that is about to fail, as acknowledgements see it.
struct Objection {
  Gate::Failure failure;
  std::string digest;     // of the change, "" for the plan as a whole
  bool by_floor = false;  // the floor fails it
};

class Acknowledgements {
 public:
  explicit Acknowledgements(const PolicyQuestion& question);

  // The first one that holds, or null; remembers which ones would fit.
  const Acknowledgement* fitting(const Objection& objection);
  // A finding for each one that expired, fits nothing in the assessment, or cannot count.
  void report(Assessment& assessment);

 private:
  enum class Origin : unsigned char { Floor, Policy, Comment };
  struct Entry {
    const Acknowledgement* acknowledgement;
    Origin origin;
    bool may_count_below_floor;  // where the floor fails
    std::string fault;
    bool fits = false, refused = false;
  };
  void add(const std::vector<Acknowledgement>& list, Origin origin, bool below_floor);
  static bool fits_anything(const Acknowledgement& ack, const Assessment& a);

  const PolicyQuestion& question_;
  std::vector<Entry> entries_;
};

}  // namespace oneway
