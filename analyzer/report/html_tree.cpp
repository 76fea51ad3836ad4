#include "report/html_tree.h"

#include <algorithm>

#include "model/address.h"
#include "report/markup.h"
#include "report/words.h"

namespace oneway::report {
namespace {

constexpr std::size_t kDepth = 6, kNodes = 60, kCompared = 300, kNameColumns = 1000;

std::string key(std::size_t input, const std::string& block) {
  return std::to_string(input) + "\n" + block;
}

std::string block_of(const std::string& address) {
  const auto parsed = parse_address(address);
  return parsed ? parsed->static_string() : address;
}

std::string digit(RollbackClass c) {
  return std::to_string(static_cast<int>(c));
}

}  // namespace

DependencyTree::DependencyTree(const Assessment& a) : a_(a) {
  const bool drawn =
      std::any_of(a.changes.begin(), a.changes.end(), [](const auto& c) { return !c.dependents.empty(); });
  for (std::size_t i = 0; drawn && i < a.changes.size(); ++i)
    by_block_[key(a.changes[i].input, block_of(a.changes[i].address))].push_back(i);
}

const DependencyTree::Instances* DependencyTree::instances_of(std::size_t input,
                                                              const std::string& block) const {
  const auto at = by_block_.find(key(input, block_of(block)));
  return at == by_block_.end() ? nullptr : &at->second;
}

const std::vector<std::string>* DependencyTree::dependents_of(std::size_t input,
                                                              const std::string& block) const {
  if (const Instances* instances = instances_of(input, block))
    for (std::size_t i : *instances)
      if (!a_.changes[i].dependents.empty()) return &a_.changes[i].dependents;
  return nullptr;
}

std::vector<const std::string*> DependencyTree::direct(std::size_t input, const std::vector<std::string>& all,
                                                       const Drawing& drawing) const {
  const std::unordered_set<std::string_view> members(all.begin(), all.end());
  std::unordered_set<std::string_view> indirect;
  for (std::size_t i = 0; i < std::min(all.size(), kCompared); ++i) {
    if (drawing.seen.contains(all[i]) || indirect.contains(all[i])) continue;
    if (const auto* deeper = dependents_of(input, all[i]))
      for (const std::string& d : *deeper)
        if (d != all[i] && members.contains(d)) indirect.insert(d);
  }
  std::vector<const std::string*> found;
  for (const std::string& block : all)
    if (!indirect.contains(block)) found.push_back(&block);
  return found;
}

std::string DependencyTree::label(const std::string& block, const Instances* instances) const {
  if (!instances) return "<span>" + markup(block, kNameColumns) + " (unchanged)</span>";
  const AssessedChange& worst = a_.changes[instances->front()];
  const std::string what = instances->size() == 1
                               ? action_word(worst)
                               : std::to_string(instances->size()) + " instances, " + action_word(worst);
  const std::string& name = instances->size() == 1 ? worst.address : block;
  return "<a class=\"t" + digit(worst.cls) + "\" href=\"#c" + std::to_string(instances->front()) + "\">" +
         markup(name, kNameColumns) + " (" + markup(what) + ")</a>";
}

void DependencyTree::branch(std::size_t input, const std::vector<std::string>& dependents, std::size_t depth,
                            Drawing& d) const {
  std::vector<const std::string*> fresh;
  for (const std::string* block : direct(input, dependents, d))
    if (d.seen.insert(*block).second) fresh.push_back(block);
  if (fresh.empty()) return;
  d.html += "<ul>";
  std::size_t left_out = 0;
  for (const std::string* block : fresh) {
    if (d.nodes >= kNodes) {
      ++left_out;
      continue;
    }
    ++d.nodes;
    d.html += "<li>" + label(*block, instances_of(input, *block));
    if (const auto* deeper = dependents_of(input, *block); deeper && depth < kDepth)
      branch(input, *deeper, depth + 1, d);
    d.html += "</li>";
  }
  if (left_out > 0) d.html += "<li><span>and " + std::to_string(left_out) + " more</span></li>";
  d.html += "</ul>";
}

std::string DependencyTree::html(const AssessedChange& c) const {
  Drawing d;
  const std::string own = block_of(c.address);
  d.seen.insert(own);
  d.html = "<ul class=\"tree\"><li><a class=\"t" + digit(c.cls) + "\" href=\"#c" +
           std::to_string(static_cast<std::size_t>(&c - a_.changes.data())) + "\">" +
           markup(c.address, kNameColumns) + "</a>";
  branch(c.input, c.dependents, 1, d);
  return d.html + "</li></ul>";
}

}  // namespace oneway::report
