// The picture of what an object drags along: what hangs on it, and what hangs on that.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "model/assessment.h"

namespace oneway::report {

class DependencyTree {
 public:
  // `a` must outlive this.
  explicit DependencyTree(const Assessment& a);
  // HTML, with links to the cards "#c0", "#c1", ... of the changes; each block stands in it once.
  std::string html(const AssessedChange& c) const;

 private:
  struct Drawing {
    std::unordered_set<std::string_view> seen;
    std::size_t nodes = 0;
    std::string html;
  };
  using Instances = std::vector<std::size_t>;  // indices of changes, worst first

  const Instances* instances_of(std::size_t input, const std::string& block) const;
  const std::vector<std::string>* dependents_of(std::size_t input, const std::string& block) const;
  // Those of `all` that hang on the object itself, and not only on another one of them that is not drawn yet.
  std::vector<const std::string*> direct(std::size_t input, const std::vector<std::string>& all,
                                         const Drawing& d) const;
  void branch(std::size_t input, const std::vector<std::string>& dependents, std::size_t depth,
              Drawing& d) const;
  std::string label(const std::string& block, const Instances* instances) const;

  const Assessment& a_;
  std::unordered_map<std::string, Instances> by_block_;  // key: input and static address
};

}  // namespace oneway::report
