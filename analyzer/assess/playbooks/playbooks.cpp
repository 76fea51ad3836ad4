#include "assess/playbooks/playbooks.h"

#include <algorithm>
#include <limits>

#include "assess/blocks/blocks.h"
#include "assess/surfaces/paths.h"
#include "catalog/registry.h"
#include "catalog/surface_rules.h"

namespace oneway {
namespace {

constexpr std::size_t kMostCommands = 5, kMostWindows = 10;
constexpr char kPlainName[] = "[A-Za-z0-9][A-Za-z0-9._:/@+=,-]{0,252}";

bool contains(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// The old side names what runs now; a new object has only the new one. Nothing is read out of what the plan
// marks sensitive.
std::string name_at(const View& view, const std::string& path) {
  if (path.empty() || marked(view.before_sensitive, path) || marked(view.after_sensitive, path)) return "";
  Paths paths;
  for (const Value side : {view.before, view.after})
    if (const auto found = paths.texts(side, path); !found.empty()) return found[0];
  return "";
}

std::string static_text(const std::string& address) {
  const auto parsed = parse_address(address);
  return parsed ? parsed->static_string() : address;
}

std::string engine_word(const Assessment& a) {
  for (const InputInfo& input : a.inputs)
    if (input.engine == Engine::OpenTofu) return "tofu";
  return "terraform";
}

std::string by_class(const std::vector<const AssessedChange*>& changes) {
  std::vector<std::string> closed, careful;
  for (const AssessedChange* c : changes) {
    if (c->cls >= RollbackClass::ForwardOnly)
      closed.push_back(c->address + " (" + std::string(id(c->cls)) + ")");
    else if (c->cls != RollbackClass::FullyReversible)
      careful.push_back(c->address + " (" + std::string(id(c->cls)) + ")");
  }
  const auto some = [](const std::vector<std::string>& list) {
    std::string text;
    for (std::size_t i = 0; i < list.size() && i < 3; ++i) text += (i ? ", " : "") + list[i];
    return list.size() > 3 ? text + " and " + std::to_string(list.size() - 3) + " more" : text;
  };
  if (!closed.empty())
    return " In this plan the way back is closed for " + some(closed) + ": go forward there.";
  if (!careful.empty())
    return " In this plan the way back is open, but not free, for " + some(careful) +
           ": read their windows and needs first.";
  return " In this plan the way back is open: the old configuration can be applied again.";
}

struct TypedStep {
  const StepInfo* step;
  const std::vector<std::string>& types;
};

const std::vector<TypedStep>& typed_steps() {
  static const std::vector<TypedStep> all = [] {
    std::vector<TypedStep> found;
    for (const PlaybookInfo& p : all_playbooks())
      for (const auto* steps : {&p.revert, &p.forward, &p.verify})
        for (const StepInfo& step : *steps)
          if (!step.types.empty()) found.push_back({&step, step.types});
    return found;
  }();
  return all;
}

bool plain(const std::string& name) {
  static const std::string pattern = kPlainName;
  return matches_whole(pattern, name);
}

std::string filled_in(std::string command, const std::string& name, const std::string& name_space,
                      const std::string& address, const std::string& engine) {
  // One pass, so that what is filled in is never looked at again.
  std::string out;
  for (std::size_t i = 0; i < command.size(); ++i) {
    const std::size_t end = command[i] == '{' ? command.find('}', i) : std::string::npos;
    const std::string word = end == std::string::npos ? "" : command.substr(i + 1, end - i - 1);
    const std::string* value = word == "name"        ? &name
                               : word == "namespace" ? &name_space
                               : word == "address"   ? &address
                               : word == "engine"    ? &engine
                                                     : nullptr;
    if (!value) {
      out += command[i];
      continue;
    }
    out += word == "engine" ? *value : shell_quote(*value);
    i = end;
  }
  return out;
}

}  // namespace

PlaybookPicker::PlaybookPicker()
    : playbook_types_(all_playbooks()), loop_types_(all_loops()), step_types_(typed_steps()) {}

void PlaybookPicker::change(const Change& c, const Match& match, std::uint32_t input) {
  if (c.mode != "managed" || c.actions.is_noop() || !c.deposed.empty()) return;
  const Sight sight(c, match, input);
  for (const View& view : sight.views()) {
    // A manifest may be sensitive as a whole while the name of what it carries stands beside it.
    const auto named = [&](const std::string& path) {
      std::string name = name_at(view, path);
      const View& outer = sight.views().front();
      return name.empty() && &view != &outer ? name_at(outer, path.substr(path.rfind('.') + 1)) : name;
    };
    for (const std::size_t i : playbook_types_.of(view.name))
      by_type_[&all_playbooks()[i]].emplace(input, c.address);
    for (const std::size_t i : loop_types_.of(view.name)) {
      const LoopInfo& loop = all_loops()[i];
      Named n{c.address, named(loop.name), named(loop.name_space)};
      if (n.name.empty()) continue;
      if (n.name_space.empty()) n.name_space = loop.default_namespace;
      loops_[&loop].push_back(std::move(n));
    }
    for (const std::size_t i : step_types_.of(view.name)) {
      const StepInfo& step = *typed_steps()[i].step;
      steps_[&step].push_back({c.address, named(step.name), named(step.name_space)});
    }
  }
}

void PlaybookPicker::config_module_call(const ConfigModuleCall& m, std::uint32_t input) {
  if (m.source.empty() || matches_part(surface_rules().modules.local, m.source)) return;
  std::string path;
  for (const std::string& module : m.module_path) path += "module." + module + ".";
  external_modules_.emplace(input, path + "module." + m.name + ".");
}

bool PlaybookPicker::fits(const PlaybookInfo& p, const AssessedChange& c) const {
  if (contains(p.surfaces, c.surface)) return true;
  const auto coded = [&](const auto& said) { return contains(p.codes, said.code); };
  if (std::any_of(c.effects.begin(), c.effects.end(), coded)) return true;
  const Place place{static_cast<std::uint32_t>(c.input), c.address};
  if (const auto at = by_type_.find(&p); at != by_type_.end() && at->second.contains(place)) return true;
  if (!p.external_modules) return false;
  const std::string address = static_text(c.address);
  return std::any_of(external_modules_.begin(), external_modules_.end(), [&](const Place& module) {
    return module.first == place.first && address.starts_with(module.second);
  });
}

std::vector<std::string> PlaybookPicker::addresses_for(const PlaybookInfo& p, const Assessment& a) const {
  std::set<std::string> named;  // by findings
  for (const Finding& f : a.findings)
    if (contains(p.codes, f.code)) named.insert(f.addresses.begin(), f.addresses.end());
  std::vector<std::string> out;
  for (const AssessedChange& c : a.changes) {
    if (c.actions.is_noop() || c.actions.is_only(Action::Read) || c.actions.is_only(Action::Open)) continue;
    if ((fits(p, c) || named.contains(c.address)) && !contains(out, c.address)) out.push_back(c.address);
  }
  return out;
}

void PlaybookPicker::add_loops(const std::set<std::string>& addresses, Playbook& into) const {
  for (const LoopInfo& loop : all_loops()) {
    const auto found = loops_.find(&loop);
    if (found == loops_.end()) continue;
    std::set<std::pair<std::string, std::string>> seen;
    for (const Named& n : found->second) {
      if (!addresses.contains(n.address) || !seen.emplace(n.name, n.name_space).second) continue;
      const bool usable = plain(n.name) && (n.name_space.empty() || plain(n.name_space));
      const std::string title = usable ? replaced(loop.title, "{name}", n.name)
                                       : replaced(loop.title, " {name}", "") + " of " + n.address +
                                             " (its name is not a plain one: write the command by hand)";
      const auto command = [&](const std::string& text) {
        return usable ? std::vector<std::string>{filled_in(text, n.name, n.name_space, n.address, "")}
                      : std::vector<std::string>();
      };
      into.pause.push_back({"Pause the " + title + " only. " + loop.caution, command(loop.pause)});
      into.resume.push_back(
          {"Resume the " + title + " once the desired state is right.", command(loop.resume)});
      into.verify.push_back({"The " + title + " is synced and healthy.", command(loop.check)});
      if (seen.size() == kMostCommands) break;
    }
  }
}

std::vector<PlaybookStep> PlaybookPicker::filled(const std::vector<StepInfo>& steps,
                                                 const std::set<std::string>& addresses,
                                                 const std::string& engine) const {
  std::vector<PlaybookStep> out;
  for (const StepInfo& info : steps) {
    PlaybookStep step{info.text, {}};
    if (info.types.empty()) {
      if (!info.run.empty()) step.commands.push_back(filled_in(info.run, "", "", "", engine));
      out.push_back(std::move(step));
      continue;
    }
    const auto found = steps_.find(&info);
    if (found == steps_.end()) continue;
    bool any = false;
    for (const Named& n : found->second) {
      if (!addresses.contains(n.address)) continue;
      any = true;
      const auto missing = [&](const char* word, const std::string& name) {
        return info.run.find(word) != std::string::npos && !plain(name);
      };
      if (missing("{name}", n.name) || missing("{namespace}", n.name_space) ||
          step.commands.size() >= kMostCommands)
        continue;
      std::string command = filled_in(info.run, n.name, n.name_space, n.address, engine);
      if (!contains(step.commands, command)) step.commands.push_back(std::move(command));
    }
    if (any) out.push_back(std::move(step));
  }
  return out;
}

std::vector<Playbook> PlaybookPicker::pick(const Assessment& a) const {
  std::vector<std::pair<RollbackClass, Playbook>> picked;
  const std::string engine = engine_word(a);
  for (const PlaybookInfo& info : all_playbooks()) {
    Playbook p{
        info.id, info.title, info.when, info.trigger, addresses_for(info, a), {},        info.choose, {},
        {},      {},         {},        {},           info.evidence,          info.never};
    if (p.addresses.empty()) continue;
    const std::set<std::string> addresses(p.addresses.begin(), p.addresses.end());
    std::vector<const AssessedChange*> changes;
    std::vector<std::pair<std::int64_t, std::string>> windows;
    for (const AssessedChange& c : a.changes) {
      if (!addresses.contains(c.address)) continue;
      changes.push_back(&c);
      if (c.window.length.empty()) continue;
      windows.emplace_back(
          c.window.seconds.value_or(std::numeric_limits<std::int64_t>::max()),
          c.address + ": " + c.window.length + (c.window.why.empty() ? "" : ", " + c.window.why) +
              (c.window.closes_early.empty() ? "" : "; closes earlier when " + c.window.closes_early));
    }
    std::stable_sort(windows.begin(), windows.end());
    for (std::size_t i = 0; i < windows.size() && i < kMostWindows; ++i)
      p.windows.push_back(windows[i].second);
    p.choose += by_class(changes);
    p.pause.push_back({info.pause, {}});
    p.revert = filled(info.revert, addresses, engine);
    p.forward = filled(info.forward, addresses, engine);
    p.verify = filled(info.verify, addresses, engine);
    add_loops(addresses, p);
    picked.emplace_back(changes.front()->cls, std::move(p));
  }
  std::stable_sort(picked.begin(), picked.end(),
                   [](const auto& x, const auto& y) { return x.first > y.first; });
  std::vector<Playbook> out;
  for (auto& [cls, p] : picked) out.push_back(std::move(p));
  return out;
}

}  // namespace oneway
