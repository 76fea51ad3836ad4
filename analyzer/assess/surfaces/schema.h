// The shape of data: columns, types, constraints, indexes; what expands, what contracts, and both in one
// release.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>

#include "assess/surfaces/judge.h"

namespace oneway {

class SchemaJudge : public SurfaceJudge {
 public:
  SchemaJudge();
  void change(const Sight& sight) override;
  void answer(Assessment& a, const std::vector<const Stack*>& stacks) override;

 private:
  struct Column {
    std::string type;
    bool optional = true;
  };
  using Columns = std::map<std::string, Column>;
  // What one schema sees in this plan.
  struct Release {
    std::set<std::string> expands, contracts;  // addresses
  };
  // With a class it is an effect of the change, without one a finding.
  struct Said {
    std::uint32_t input;
    std::string code, message, address;
    std::vector<Evidence> evidence;
    std::optional<RollbackClass> cls;
  };

  void table(const Sight& sight, const View& view, const SchemaTable& rule);
  void object(const Sight& sight, const View& view, const SchemaObject& rule);
  void statements(const Sight& sight, const View& view, const TypedArguments& rule);
  void columns(const Sight& sight, const SchemaTable& rule, const Columns& before, const Columns& after,
               Release& release);
  void lists(const Sight& sight, const View& view, const SchemaTable& rule, Release& release);
  Said& say(const Sight& sight, std::string code, std::string message, std::string path = {},
            std::string before = {}, std::string after = {});
  void drop(const Sight& sight, std::string message, std::string path = {}, std::string before = {});
  Release& release_of(const Sight& sight, const View& view, const std::vector<std::string>& parent);

  TypeIndex tables_, objects_, statements_;
  std::map<std::pair<std::uint32_t, std::string>, Release> releases_;
  std::vector<Said> said_;
};

}  // namespace oneway
