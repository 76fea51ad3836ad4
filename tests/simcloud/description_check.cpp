#include "description_check.h"

#include <functional>
#include <set>

namespace simcloud {

std::vector<std::string> template_names(const std::string& text) {
  std::vector<std::string> names;
  for (std::size_t open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
    std::size_t close = text.find('}', open);
    if (close == std::string::npos) throw std::runtime_error("a brace is not closed: " + text);
    std::string name = text.substr(open + 1, close - open - 1);
    if (name.rfind("hex:", 0) != 0 && name.rfind("num:", 0) != 0) names.push_back(name);
  }
  return names;
}

namespace {

bool holds_dynamic(const json& type) {
  if (type == "dynamic") return true;
  if (type.is_structured())
    for (const json& inner : type)
      if (holds_dynamic(inner)) return true;
  return false;
}

class Checker {
 public:
  Checker(const ProviderDescription& d, const Type& t) : d_(d), t_(t) {}

  void run() {
    check_block(t_.block, "");
    for (const auto& [name, a] : t_.block.arguments) refuse_circles(name, {});
    if (t_.block.arguments.empty()) fail("a type needs arguments");
    known(t_.key);
    known_template(t_.import_id);
    for (const NameRule& n : t_.names) {
      if (n.of.empty()) fail("a name rule needs `of`");
      for (const std::string& a : n.of) known(a);
      for (const std::string& a : n.scope) known(a);
      if (n.held) known_period(*n.held);
    }
    for (const Guard& g : t_.guards) known(g.when);
    for (const OneWay& o : t_.one_way) known(o.argument);
    for (const Loss& l : t_.loses) {
      known(l.argument);
      if (l.what != "data" && l.what != "backups") fail("only data and backups can be lost, not " + l.what);
    }
    for (const DestroyRule& r : t_.destroy) {
      known(r.when);
      known_period(r.period);
      if (r.back_when) known(*r.back_when);
    }
    check_contents();
    for (const Event& e : t_.events) {
      if (e.on != "create" && e.on != "update" && e.on != "destroy") fail("no event on " + e.on);
      if (!e.argument.empty()) known(e.argument);
    }
    for (const Moved& m : t_.moved_from)
      for (const auto& [mine, theirs] : m.map) known(mine);
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw std::runtime_error(d_.file + ": " + t_.name + ": " + what);
  }

  // An argument, a path into a nested block, or a setting of the provider.
  void known(const std::string& path) const {
    bool provider = path.rfind("provider.", 0) == 0;
    const Block* block = provider ? &d_.configuration.block : &t_.block;
    std::string rest = provider ? path.substr(9) : path;
    while (true) {
      std::size_t dot = rest.find('.');
      std::string name = rest.substr(0, dot);
      if (dot == std::string::npos) {
        if (!block->arguments.count(name) && !block->blocks.count(name)) fail(path + " names no argument");
        return;
      }
      if (auto a = block->arguments.find(name); a != block->arguments.end())
        if (!a->second.type.is_string() || a->second.type == "dynamic")
          return;  // a map key, or inside a dynamic value
      auto inner = block->blocks.find(name);
      if (inner == block->blocks.end()) fail(path + " leads into no block");
      block = inner->second.block.get();
      rest = rest.substr(dot + 1);
    }
  }
  void known(const Condition& c) const {
    for (const Clause& clause : c) known(clause.path);
  }
  void known_period(const Period& p) const {
    if (!p.argument.empty()) known(p.argument);
  }
  void known_template(const std::string& text) const {
    for (const std::string& name : template_names(text)) {
      if (name.rfind("const.", 0) == 0) {
        if (!d_.constants.contains(name.substr(6))) fail("{" + name + "} names no constant");
      } else {
        known(name);
      }
    }
  }

  void check_block(const Block& b, const std::string& at) {
    for (const auto& [name, a] : b.arguments) check_argument(a, at + name, at.empty());
    for (const auto& [name, n] : b.blocks) {
      if (n.nesting != Nesting::Single && n.nesting != Nesting::Group)
        refuse_dynamic(n.block->arguments, at + name);
      check_block(*n.block, at + name + ".");
    }
  }
  void check_argument(const Argument& a, const std::string& where, bool top) {
    if (a.made && !a.computed) fail(where + ": only a computed argument can be made");
    if (a.made && a.fallback) fail(where + ": made or default, not both");
    if (a.write_only && a.computed) fail(where + ": what is written only cannot be computed");
    if (a.made && a.made->is_string() && top) known_template(*a.made);
    for (const std::string& other : a.after)
      if (other != "any") known(other);
    if (a.refers && !a.refers->kind.empty()) known_kind(a.refers->kind, a.refers->by);
    if (a.nesting != Nesting::None && a.nesting != Nesting::Single) refuse_dynamic(a.nested, where);
    for (const auto& [name, inner] : a.nested) check_argument(inner, where + "." + name, false);
  }
  // Terraform would make the whole collection dynamic on the wire.
  void refuse_dynamic(const std::map<std::string, Argument>& arguments, const std::string& where) const {
    for (const auto& [name, a] : arguments)
      if (holds_dynamic(a.type)) fail("a dynamic value inside the collection " + where);
  }
  void known_kind(const std::string& kind, const std::string& by) const {
    for (const auto& [name, other] : d_.types)
      if (other.kind == kind && other.block.arguments.count(by)) return;
    fail(kind + "." + by + " refers to nothing in this file");
  }
  void refuse_circles(const std::string& name, std::set<std::string> above) const {
    if (!above.insert(name).second) fail("the template of " + name + " leads back to itself");
    auto a = t_.block.arguments.find(name);
    if (a == t_.block.arguments.end() || !a->second.made || !a->second.made->is_string()) return;
    for (const std::string& next : template_names(*a->second.made)) refuse_circles(next, above);
  }
  void check_contents() const {
    const Contents& c = t_.contents;
    for (const std::string& a : c.in_arguments) known(a);
    if (c.emptied_when) known(*c.emptied_when);
    if (c.backups_survive) known(*c.backups_survive);
    if (c.last_copy) {
      known(c.last_copy->unless);
      known_template(c.last_copy->named);
    }
    for (const auto& from : c.from) known(from.argument);
  }

  const ProviderDescription& d_;
  const Type& t_;
};

}  // namespace

void check_description(const ProviderDescription& d) {
  for (const auto& [name, t] : d.types) Checker(d, t).run();
  for (const std::string& setting : d.placed_by)
    if (!d.configuration.block.arguments.count(setting))
      throw std::runtime_error(d.file + ": placed_by: " + setting + " is no setting of the provider");
}

}  // namespace simcloud
