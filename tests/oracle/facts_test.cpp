// Descriptions (written from the providers' documentation) against facts (rules/): every difference is
// listed, and each that stays has a reason in differences.yaml.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <set>

#include "catalog/catalog.h"
#include "simcloud/description_check.h"
#include "simcloud/driver.h"
#include "simcloud/yaml_fields.h"

namespace oracle {
namespace {

using oneway::NameRule;
using oneway::TypeFacts;
using simcloud::Argument;
using simcloud::Block;
using simcloud::Type;
using Names = std::set<std::string>;

std::string joined(const Names& names) {
  std::string all;
  for (const std::string& n : names) all += (all.empty() ? "" : ", ") + n;
  return all.empty() ? "none" : all;
}

// Arguments of the description that satisfy `wanted`, as dotted paths, nested blocks included.
template <class Wanted>
void collect(const Block& block, const std::string& at, Wanted wanted, Names& out) {
  for (const auto& [name, a] : block.arguments)
    if (wanted(a)) out.insert(at + name);
  for (const auto& [name, n] : block.blocks) collect(*n.block, at + name + ".", wanted, out);
}

Names described(const Type& t) {
  Names all;
  collect(
      t.block, "", [](const Argument&) { return true; }, all);
  return all;
}

// Does anything that holds data live inside objects of this kind?
bool contains_data(const Type& container) {
  for (const auto& d : simcloud::all_descriptions())
    for (const auto& [name, t] : d->types)
      for (const auto& [argument, a] : t.block.arguments)
        if (a.refers && a.refers->inside && a.refers->kind == container.kind && t.contents.data) return true;
  return false;
}

class Comparison {
 public:
  Comparison(const Type& t, const TypeFacts& f) : t_(t), f_(f), known_(described(t)) {}

  std::vector<std::string> run() {
    contents();
    sets("replaces on a change of", replaced(), keep_known(f_.force_new));
    sets("is guarded by", guards(), fact_guards());
    name_arguments();
    reuse();
    sets("has one-way arguments", one_way(), fact_one_way());
    import_id();
    identity();
    return std::move(found_);
  }

 private:
  void differ(const std::string& what, const std::string& description, const std::string& facts) {
    if (description != facts) found_.push_back(what + " - description: " + description + "; facts: " + facts);
  }
  void sets(const std::string& what, const Names& description, const Names& facts) {
    differ(what, joined(description), joined(facts));
  }
  Names keep_known(const std::vector<std::string>& paths) const {
    Names kept;
    for (const std::string& p : paths)
      if (known_.count(p)) kept.insert(p);
    return kept;
  }

  void contents() {
    const simcloud::Contents& c = t_.contents;
    std::string mine = c.rebuilt                 ? "derived"
                       : c.data                  ? "customer"
                       : !c.in_arguments.empty() ? "secret"
                                                 : "none";
    if (mine == "none" && contains_data(t_)) mine = "customer";
    static const char* const kHolds[] = {"none", "derived", "secret", "customer"};
    std::string theirs = kHolds[static_cast<int>(f_.holds)];
    if (theirs == "secret" && mine == "customer") theirs = mine;  // key material that no argument shows
    if (theirs == "none" && f_.contents_unmanaged) theirs = "customer";
    differ("holds", mine, theirs);
  }
  Names replaced() const {
    Names all;
    collect(
        t_.block, "", [](const Argument& a) { return a.forces_new; }, all);
    return all;
  }
  Names guards() const {
    Names all;
    for (const auto& g : t_.guards)
      for (const auto& c : g.when) all.insert(c.path);
    return all;
  }
  Names fact_guards() const {
    Names all;
    for (const auto& g : f_.guards)
      for (const auto& c : g.when.all)
        if (!g.lifted_by_provider && known_.count(c.path)) all.insert(c.path);
    return all;
  }
  // The facts may or may not name what a name is unique within: account, project, network.
  void name_arguments() {
    Names of, scope, facts;
    for (const auto& n : t_.names) {
      of.insert(n.of.begin(), n.of.end());
      scope.insert(n.scope.begin(), n.scope.end());
    }
    for (const NameRule& n : f_.names)
      for (const std::string& a : keep_known(n.arguments))
        if (of.count(a) || !scope.count(a)) facts.insert(a);
    sets("has names made of", of, facts);
  }
  void reuse() {
    if (t_.names.empty() || f_.names.empty()) return;
    Names mine;
    for (const auto& n : t_.names) {
      if (n.held) mine.insert(n.held->seconds || !n.held->argument.empty() ? "held" : "never");
      if (n.idempotent) mine.insert("idempotent");
    }
    for (const auto& d : t_.destroy) {
      if (d.does == simcloud::DestroyRule::Does::Buries && !d.frees_names)
        mine.insert(d.back_by_create ? "resurrects" : "held");
      if (d.does == simcloud::DestroyRule::Does::Forgets && d.when.empty()) mine.insert("never");
    }
    if (mine.empty()) mine.insert("free");
    using Reuse = NameRule::Reuse;
    Names theirs;
    for (const NameRule& n : f_.names)
      theirs.insert(n.reuse == Reuse::Held         ? "held"
                    : n.reuse == Reuse::Never      ? "never"
                    : n.reuse == Reuse::Resurrects ? "resurrects"
                    : n.reuse == Reuse::Idempotent ? "idempotent"
                                                   : "free");
    bool one_is_said =
        std::any_of(mine.begin(), mine.end(), [&](const std::string& m) { return theirs.count(m) > 0; });
    if (!one_is_said) differ("gives its name back", joined(mine), joined(theirs));
  }
  // A key of a map counts as the map; what a dynamic value holds has no facts of its own.
  Names one_way() const {
    Names all;
    for (const auto& o : t_.one_way) {
      bool known = known_.count(o.argument) || t_.block.blocks.count(o.argument);
      std::string map = o.argument.substr(0, o.argument.rfind('.'));
      if (known || known_.count(map)) all.insert(known ? o.argument : map);
    }
    return all;
  }
  Names fact_one_way() const {
    Names all;
    for (const auto& o : f_.one_way) {
      using Revert = oneway::OneWay::Revert;
      if (o.revert != Revert::Refused && o.revert != Revert::Replaces && o.revert != Revert::Ignored)
        continue;
      std::string path = o.argument;
      bool block = t_.block.blocks.count(path) > 0;
      if (known_.count(path) || block) all.insert(path);
    }
    for (const std::string& p : keep_known(f_.force_new)) all.erase(p);
    return all;
  }
  // Both templates written out: what is made of other arguments is replaced by its own template, and what the
  // facts take from the provider's configuration by "*".
  std::string written_out(const std::string& text) const {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '{') {
        out += text[i];
        continue;
      }
      std::size_t close = text.find('}', i);
      std::string name = text.substr(i + 1, close - i - 1);
      i = close;
      auto a = t_.block.arguments.find(name);
      bool made = a != t_.block.arguments.end() && !a->second.optional && a->second.made &&
                  a->second.made->is_string();
      bool random = name.rfind("hex:", 0) == 0 || name.rfind("num:", 0) == 0;
      if (made)
        out += written_out(*a->second.made);
      else if (random || known_.count(name))
        out += "{" + name + "}";
      else
        out += "*";
    }
    return out;
  }
  void import_id() {
    std::string mine = t_.import_id == "none" ? "" : t_.import_id;
    differ("is imported by", written_out(mine), written_out(f_.import_id));
  }
  // What the description makes anew with every object; a template of names only comes out the same.
  void identity() {
    Names anew;
    collect(
        t_.block, "",
        [](const Argument& a) {
          if (!a.computed || !a.made) return false;
          std::string text = a.made->dump();
          return text.find("{hex:") != std::string::npos || text.find("{num:") != std::string::npos;
        },
        anew);
    Names steady;
    for (const std::string& i : keep_known(f_.identity))
      if (!anew.count(i) && !built_from(i, anew)) steady.insert(i);
    if (!steady.empty()) found_.push_back("comes back with the same " + joined(steady) + "; facts: another");
    Names missing;
    for (const std::string& name : anew) {
      auto a = t_.block.arguments.find(name);
      if (a != t_.block.arguments.end() && a->second.known_outside && !keep_known(f_.identity).count(name))
        missing.insert(name);
    }
    if (!missing.empty())
      found_.push_back("comes back with another " + joined(missing) + "; facts: do not say so");
  }
  bool built_from(const std::string& name, const Names& anew) const {
    auto a = t_.block.arguments.find(name);
    if (a == t_.block.arguments.end() || !a->second.made || !a->second.made->is_string()) return false;
    for (const std::string& part : simcloud::template_names(*a->second.made))
      if (anew.count(part) || built_from(part, anew)) return true;
    return false;
  }

  const Type& t_;
  const TypeFacts& f_;
  Names known_;
  std::vector<std::string> found_;
};

TEST(Facts, DifferFromTheDescriptionsOnlyWhereAReasonIsWrittenDown) {
  const std::string file = std::string(ONEWAY_SOURCE_DIR) + "/tests/oracle/differences.yaml";
  simcloud::Fields reasons(YAML::LoadFile(file), file);
  std::size_t types = 0, differences = 0;
  std::set<std::string> seen;
  for (const auto& d : simcloud::all_descriptions())
    for (const auto& [name, type] : d->types) {
      ++types;
      const TypeFacts* facts = oneway::Catalog::builtin().find(name);
      ASSERT_NE(facts, nullptr) << name;
      for (const std::string& difference : Comparison(type, *facts).run()) {
        ++differences;
        const std::string line = name + " " + difference;
        EXPECT_FALSE(reasons.text(line).empty()) << "no reason is given for:\n" << line;
        seen.insert(line);
      }
    }
  for (const auto& entry : reasons.node())
    EXPECT_TRUE(seen.count(entry.first.Scalar())) << "no longer a difference:\n" << entry.first.Scalar();
  std::cout << "tally: facts, " << types << " described types, " << differences
            << " differences, each with its reason\n";
}

}  // namespace
}  // namespace oracle
