// Habits that make going back hard: the patterns of rules/surfaces/, renames in place, states that hold too
// much.
#pragma once
#include <map>
#include <string>

#include "assess/surfaces/judge.h"

namespace oneway {

class HabitJudge : public SurfaceJudge {
 public:
  HabitJudge();
  void change(const Sight& sight) override;
  void answer(Assessment& a, const std::vector<const Stack*>& stacks) override;

 private:
  struct Said {
    std::uint32_t input;
    std::string code, message, address;
    std::vector<Evidence> evidence;
    bool destroyed;
  };
  void pattern(const Sight& sight, const View& view, const PatternRule& rule);
  void rename(const Sight& sight, const View& view);
  void immutable(const Sight& sight, const View& view);

  TypeIndex patterns_;
  std::vector<std::size_t> of_surfaces_;  // patterns that go by surface
  std::vector<Said> said_;
  std::map<std::pair<std::size_t, std::string>, std::string> immutable_;  // input, address -> path
};

}  // namespace oneway
