#include "assess/moves/state_questions.h"

#include <algorithm>
#include <unordered_set>
#include <utility>
#include <vector>

#include "assess/imports/imports.h"
#include "assess/moves/attach.h"
#include "assess/moves/hash.h"
#include "assess/moves/matcher.h"
#include "assess/moves/refactoring.h"
#include "assess/names/name_use.h"

namespace oneway {
namespace {

std::string call_path(const std::vector<std::string>& modules) {
  std::string out;
  for (const std::string& name : modules) out += (out.empty() ? "module." : ".module.") + name;
  return out;
}

bool is_local_source(const std::string& source) {
  return source.starts_with("./") || source.starts_with("../") || source.empty();
}

// Takes the keys out of an address: "module.a[0].x.y[\"k\"]" is "module.a.x.y". Keys may hold brackets and
// quotes.
void without_keys(std::string_view address, std::string& out) {
  out.clear();
  bool in_key = false, quoted = false;
  for (std::size_t i = 0; i < address.size(); ++i) {
    const char ch = address[i];
    if (!in_key && ch == '[')
      in_key = true;
    else if (!in_key)
      out += ch;
    else if (quoted && ch == '\\')
      ++i;
    else if (ch == '"')
      quoted = !quoted;
    else if (!quoted && ch == ']')
      in_key = false;
  }
}

// Every module that the address lies in, with and without keys.
void mark_modules(const Address& a, MoveContext::Stack& stack) {
  for (std::size_t n = 1; n <= a.modules.size(); ++n) {
    stack.standing.insert(moves::static_path_text(a.modules, n));
    stack.standing.insert("=" + moves::path_text(a.modules, n));
  }
}

// Neighbours mostly stand in one module: `last_module` spares the work for it.
void mark_standing(std::string_view address, std::string& last_module, std::string& buffer,
                   MoveContext::Stack& stack) {
  without_keys(address, buffer);
  stack.standing.insert(buffer);
  if (!address.starts_with("module.")) return;
  if (!last_module.empty() && address.starts_with(last_module) && address[last_module.size()] == '.' &&
      address.find(".module.", last_module.size()) == std::string_view::npos)
    return;
  if (const auto parsed = parse_address(address)) {
    mark_modules(*parsed, stack);
    last_module = parsed->module_string();
  }
}

}  // namespace

struct StateQuestions::Impl {
  explicit Impl(const Catalog& c) : catalog(c) { context.catalog = &c; }

  std::string last_module, buffer;  // of the object that was marked last, in last_input
  std::uint32_t last_input = 0;

  MoveContext::Stack& stack(std::uint32_t input) {
    if (context.stacks.size() <= input) context.stacks.resize(input + 1);
    return context.stacks[input];
  }
  // In the engines' own order the changes come before the prior state.
  bool changes_seen(std::uint32_t input) const {
    return input < context.stacks.size() && context.stacks[input].has_changes;
  }
  void keep_providers(std::uint32_t input) {
    if (names.provider_keys.size() <= input) names.provider_keys.resize(input + 1);
  }

  const Catalog& catalog;
  PathTable paths;
  MoveContext context;
  NameContext names;
  std::vector<MatchRecord> records;
  std::vector<NameUse> uses;
  const TypeFacts* prior_facts = nullptr;  // of the object of prior_state that is being read
  std::unordered_set<std::uint64_t> names_taken;
  std::unordered_set<std::string> types_taken;
  std::vector<LivingObject> living;
};

StateQuestions::StateQuestions(const Catalog& catalog) : impl_(std::make_unique<Impl>(catalog)) {}
StateQuestions::~StateQuestions() = default;

void StateQuestions::change(const Change& c, const Match& match, std::uint32_t input) {
  Impl& my = *impl_;
  MoveContext::Stack& stack = my.stack(input);
  stack.has_changes = true;
  if (c.mode != "managed") return;
  const bool leaves = c.actions.is_only(Action::Delete) || c.actions.is_only(Action::Forget);
  if (!leaves && !c.actions.is_only(Action::Create) && c.deposed.empty()) {
    if (std::exchange(my.last_input, input) != input) my.last_module.clear();
    mark_standing(c.address, my.last_module, my.buffer, stack);
  }
  if (c.is_plain_noop()) return;
  for (MatchRecord& r : fingerprints(c, match, input, my.paths)) my.records.push_back(std::move(r));
  for (NameUse& u : names_taken(c, match, input)) {
    if (u.does == NameUse::Does::Takes) {
      my.names_taken.insert(u.name);
      my.types_taken.insert(c.type);
    }
    my.uses.push_back(std::move(u));
  }
  for (LivingObject& o : living_objects(c, match, input)) my.living.push_back(std::move(o));
}

void StateQuestions::destroyed(const Change& c, const Match& match, Value provider_config,
                               std::uint32_t input) {
  for (NameUse& u : names_left(c, match, provider_config, input)) impl_->uses.push_back(std::move(u));
}

void StateQuestions::drift(const Change& c, const Match& match, std::uint32_t input) {
  for (LivingObject& o : vanished_objects(c, match, input)) impl_->living.push_back(std::move(o));
}

void StateQuestions::config_resource(const ConfigResource& r, std::uint32_t input) {
  Impl& my = *impl_;
  MoveContext::Stack& stack = my.stack(input);
  if (r.mode != "managed") return;
  std::string address = call_path(r.module_path);
  address += (address.empty() ? "" : ".") + r.type + "." + r.name;
  if (!r.provisioners.empty()) stack.provisioned.insert(address);
  my.keep_providers(input);
  if (!r.provider_config_key.empty())
    my.names.provider_keys[input].emplace_back(moves::hash_text(address),
                                               moves::hash_text(r.provider_config_key));
  stack.declared.insert(std::move(address));
}

void StateQuestions::config_module_call(const ConfigModuleCall& m, std::uint32_t input) {
  MoveContext::Stack& stack = impl_->stack(input);
  std::vector<std::string> path = m.module_path;
  path.push_back(m.name);
  std::string text = call_path(path);
  if (!is_local_source(m.source)) stack.external.insert(text);
  stack.declared.insert(std::move(text));
}

// Names matter only among types that have unique ones; once the changes are known, only where a create takes
// one.
bool StateQuestions::wants_prior_values(const PriorObject& o, std::uint32_t input) const {
  if (o.mode != "managed" || !o.deposed.empty()) return false;
  if (impl_->changes_seen(input) && !impl_->types_taken.contains(o.type)) return false;
  impl_->prior_facts = impl_->catalog.find(o.type);
  return impl_->prior_facts != nullptr && !impl_->prior_facts->names.empty();
}

bool StateQuestions::wants_prior_argument(std::string_view argument) const {
  const auto begins_with = [&](const std::string& path) {
    return path.starts_with(argument) && (path.size() == argument.size() || path[argument.size()] == '.');
  };
  const auto& names = impl_->prior_facts->names;
  return std::any_of(names.begin(), names.end(), [&](const NameRule& rule) {
    return std::any_of(rule.arguments.begin(), rule.arguments.end(), begins_with) ||
           std::any_of(rule.generated_by.begin(), rule.generated_by.end(), begins_with);
  });
}

void StateQuestions::prior(const PriorObject& o, std::uint32_t input) {
  if (!o.values || impl_->prior_facts == nullptr) return;
  const auto* wanted = impl_->changes_seen(input) ? &impl_->names_taken : nullptr;
  for (NameUse& u : names_had(o, *impl_->prior_facts, input, wanted)) impl_->uses.push_back(std::move(u));
}

void StateQuestions::former_names(std::vector<FormerName> names) { impl_->names.former = std::move(names); }

void StateQuestions::answer(Assessment& a) {
  Impl& my = *impl_;
  if (!a.inputs.empty()) my.stack(static_cast<std::uint32_t>(a.inputs.size() - 1));
  std::vector<MatchRecord> fresh;
  for (const MatchRecord& r : my.records)
    if (r.side == MatchRecord::Side::Fresh && !my.living.empty()) fresh.push_back(r);
  MoveAnswer moves = match_moves(std::move(my.records), my.paths, my.context);
  my.names.moves = &moves.moves;
  for (auto& keys : my.names.provider_keys) std::sort(keys.begin(), keys.end());
  NameAnswer names = judge_names(std::move(my.uses), my.names);
  ImportAnswer imports = suggest_imports(my.living, fresh, moves.moves);
  attach(std::move(moves), std::move(names), std::move(imports), a);
}

}  // namespace oneway
