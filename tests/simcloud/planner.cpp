#include "planner.h"

#include <functional>

#include "shape.h"

namespace simcloud {
namespace {

// The prior element that an element of a nested value continues; null if it is new.
json counterpart(Nesting nesting, const json& prior, const json& key, const json& element) {
  switch (nesting) {
    case Nesting::Single:
    case Nesting::Group:
      return prior;
    case Nesting::List: {
      std::size_t i = key;
      return prior.is_array() && i < prior.size() ? prior[i] : json();
    }
    case Nesting::Map:
      return member(prior, key.get<std::string>());
    default:
      break;
  }
  if (prior.is_array())
    for (const json& p : prior)
      if (p == element) return p;
  return nullptr;
}

using Three = std::function<json(const json& value, const json& prior, const json& config)>;

json map_with_counterparts(Nesting nesting, const json& value, const json& prior, const json& config,
                           const Three& f) {
  if (value.is_null() || is_unknown(value)) return value;
  if (nesting == Nesting::Single || nesting == Nesting::Group) return f(value, prior, config);
  json out = value;
  if (nesting == Nesting::Map) {
    for (const auto& [key, e] : value.items())
      out[key] = f(e, counterpart(nesting, prior, key, e), member(config, key));
    return out;
  }
  for (std::size_t i = 0; i < value.size(); ++i) {
    bool in_config = nesting == Nesting::List && config.is_array() && i < config.size();
    out[i] = f(value[i], counterpart(nesting, prior, i, value[i]), in_config ? config[i] : json());
  }
  return out;
}

json plan_arguments(const std::map<std::string, Argument>& arguments, const json& proposed, const json& prior,
                    const json& config) {
  json planned = proposed;
  for (const auto& [name, a] : arguments) {
    json& here = planned[name];
    const json& set = member(config, name);
    if (a.write_only) {
      here = nullptr;
      continue;
    }
    if (set.is_null() && a.fallback)
      here = shape_type(a.type, *a.fallback, Form::Wire);
    else if (a.computed && here.is_null() && prior.is_null())
      here = unknown();
    if (a.nesting != Nesting::None)
      here = map_with_counterparts(
          a.nesting, here, member(prior, name), set,
          [&](const json& e, const json& pe, const json& ce) { return plan_arguments(a.nested, e, pe, ce); });
  }
  return planned;
}

json plan_block(const Block& block, const json& proposed, const json& prior, const json& config) {
  json planned = plan_arguments(block.arguments, proposed, prior, config);
  for (const auto& [name, n] : block.blocks)
    planned[name] = map_with_counterparts(
        n.nesting, planned[name], member(prior, name), member(config, name),
        [&](const json& e, const json& pe, const json& ce) { return plan_block(*n.block, e, pe, ce); });
  return planned;
}

// Collects the paths whose change replaces the object.
class Replacements {
 public:
  std::vector<Path> found;

  void arguments(const std::map<std::string, Argument>& all, const json& prior, const json& planned,
                 const Path& at) {
    for (const auto& [name, a] : all) {
      const json &p = member(prior, name), &q = member(planned, name);
      if (p == q) continue;
      if (a.forces_new)
        found.push_back(below(at, name));
      else if (a.nesting != Nesting::None)
        nested(a.nesting, p, q, below(at, name),
               [&](Replacements& r, const json& x, const json& y, const Path& here) {
                 r.arguments(a.nested, x, y, here);
               });
    }
  }
  void block(const Block& b, const json& prior, const json& planned, const Path& at) {
    arguments(b.arguments, prior, planned, at);
    for (const auto& [name, n] : b.blocks) {
      const json &p = member(prior, name), &q = member(planned, name);
      if (p == q) continue;
      if (n.forces_new)
        found.push_back(below(at, name));
      else
        nested(n.nesting, p, q, below(at, name),
               [&](Replacements& r, const json& x, const json& y, const Path& here) {
                 r.block(*n.block, x, y, here);
               });
    }
  }

 private:
  using Inner = std::function<void(Replacements&, const json&, const json&, const Path&)>;

  static Path below(Path at, const json& step) {
    at.push_back(step);
    return at;
  }
  void nested(Nesting nesting, const json& p, const json& q, const Path& here, const Inner& inner) {
    bool lengths_differ = nesting == Nesting::List && p.is_array() && q.is_array() && p.size() != q.size();
    if (nesting == Nesting::Set || p.is_null() || q.is_null() || is_unknown(q) || lengths_differ) {
      // No path leads into a set, nor to what has no counterpart: name the whole if anything inside replaces.
      Replacements any;
      for (const json* side : {&p, &q})
        map_nested(nesting, *side, [&](const json& e) {
          const json* other = side == &p ? &q : &p;
          bool kept = other->is_array() && std::find(other->begin(), other->end(), e) != other->end();
          if (!is_unknown(e) && !kept) inner(any, nullptr, e, {});
          return e;
        });
      if (!any.found.empty()) found.push_back(here);
      return;
    }
    if (nesting == Nesting::Single || nesting == Nesting::Group) return inner(*this, p, q, here);
    if (nesting == Nesting::List)
      for (std::size_t i = 0; i < q.size(); ++i) inner(*this, p[i], q[i], below(here, i));
    else
      for (const auto& [key, e] : q.items()) inner(*this, member(p, key), e, below(here, {{"key", key}}));
  }
};

// Into the only element of each block on the way, and to a map's key; a dynamic value is replaced as a whole.
Path as_path(const Block& block, const std::string& dotted) {
  std::size_t dot = dotted.find('.');
  std::string name = dotted.substr(0, dot);
  Path path{name};
  if (dot == std::string::npos) return path;
  std::string rest = dotted.substr(dot + 1);
  if (auto a = block.arguments.find(name); a != block.arguments.end()) {
    if (a->second.type.is_array() && a->second.type[0] == "map") path.push_back({{"key", rest}});
    return path;
  }
  path.push_back(0);
  for (json& step : as_path(*block.blocks.at(name).block, rest)) path.push_back(step);
  return path;
}

}  // namespace

Planned plan_change(const Type& type, const json& prior, const json& proposed, const json& config) {
  Planned plan{plan_block(type.block, proposed, prior, config), {}};
  if (prior.is_null() || plan.state == prior) return plan;
  for (const auto& [name, a] : type.block.arguments) {
    if (!a.computed || !member(config, name).is_null()) continue;
    for (const std::string& other : a.after)
      if (other == "any" || member(plan.state, other) != member(prior, other)) plan.state[name] = unknown();
  }
  Replacements replacements;
  replacements.block(type.block, prior, plan.state, {});
  const json before = shape(type.block, prior, Form::File), after = shape(type.block, plan.state, Form::File);
  for (const OneWay& o : type.one_way)
    if (o.meets == OneWay::Meets::Replaced &&
        took_step(o.on, at_path(before, o.argument), at_path(after, o.argument)))
      replacements.found.push_back(as_path(type.block, o.argument));
  plan.replaces = std::move(replacements.found);
  return plan;
}

}  // namespace simcloud
