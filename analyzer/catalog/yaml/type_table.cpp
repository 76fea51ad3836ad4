#include "catalog/yaml/type_table.h"

#include <re2/re2.h>

#include "catalog/patterns.h"
#include "catalog/yaml/facts_reader.h"
#include "catalog/yaml/family.h"

namespace oneway::yaml {
namespace {

bool is_type_name(const std::string& name) {
  static const RE2 pattern("[a-z][a-z0-9]*[a-z0-9_-]*|kind:(\\*\\.)?[A-Za-z0-9.-]*/([A-Za-z0-9]+|\\*)",
                           pattern_options());
  return RE2::FullMatch(name, pattern);
}

}  // namespace

void TypeTable::gather(std::shared_ptr<const Node> file_tree, const std::string& file, Fields& top) {
  const Source source{file, &out_};
  std::string provider;
  top.text("provider", provider);
  if (const Node* types = top.get("types")) gather_types(std::move(file_tree), *types, source, provider);
  if (const Node* families = top.get("for_each")) {
    const auto made = std::make_shared<const Node>(expand_families(source, *families));
    gather_types(made, *made, source, provider);
  }
}

void TypeTable::gather_types(std::shared_ptr<const Node> keep_alive, const Node& types, const Source& source,
                             const std::string& provider) {
  if (types.kind != Node::Kind::Map) {
    source.error(types, "`types` must be a map from type name to facts");
    return;
  }
  const std::string& file = source.file;
  for (std::size_t i = 0; i < types.keys.size(); ++i) {
    const Node& key = types.keys[i];
    if (!is_type_name(key.text)) source.error(key, "`" + key.text + "` is no type name");
    Entry entry;
    entry.type = key.text;
    entry.provider = provider;
    entry.file = file;
    entry.rule = (file.starts_with("providers/") ? file.substr(10) : file) + ":" + std::to_string(key.line);
    entry.key = &key;
    entry.node = &types.items[i];
    entry.keep_alive = keep_alive;
    const auto [at, added] = entries_.emplace(key.text, entry);
    if (!added)
      source.error(key, "`" + key.text + "` is described twice: also at " + at->second.file + ":" +
                            std::to_string(at->second.key->line));
  }
}

std::map<std::string, TypeTable::Entry, std::less<>>& TypeTable::read_all(bool overlay) {
  for (auto& [name, entry] : entries_) read(entry, overlay);
  return entries_;
}

void TypeTable::read(Entry& entry, bool overlay) {
  if (entry.state != Entry::State::Unread) return;
  entry.state = Entry::State::Reading;
  const Source source{entry.file, &out_};
  Fields fields(source, *entry.node, "`" + entry.type + "`");
  if (fields.is_map()) {
    const TypeFacts* before = overlay && known_ ? known_(entry.type) : nullptr;
    if (before) entry.facts = *before;
    const Node* like = fields.get("like");
    const bool whole = !like || take_over(entry, *like, overlay);
    if (overlay) entry.override_node = fields.get("override");
    if (entry.facts.provider.empty()) entry.facts.provider = entry.provider;
    read_facts(fields, entry.facts);
    entry.facts.type = entry.type;
    entry.facts.rule = entry.rule;
    if (!before && !fields.get("holds") && !like)
      source.error(*entry.key, "`" + entry.type + "` does not say what it `holds`");
    if (whole) check_complete(entry, source);
  }
  entry.state = Entry::State::Read;
}

bool TypeTable::take_over(Entry& entry, const Node& like, bool overlay) {
  const Source source{entry.file, &out_};
  const auto found = entries_.find(like.text);
  const TypeFacts* model = nullptr;
  if (found != entries_.end()) {
    if (found->second.state == Entry::State::Reading) {
      source.error(like, "`like: " + like.text + "` goes round in a circle");
      return false;
    }
    read(found->second, overlay);
    model = &found->second.facts;
  } else if (known_) {
    model = known_(like.text);
  }
  if (!model) {
    std::vector<std::string_view> names;
    for (const auto& [name, other] : entries_) names.push_back(name);
    source.error(
        like, "`like: " + like.text + "` names no type that is described" + did_you_mean(like.text, names));
    return false;
  }
  entry.facts = *model;
  entry.facts.provider = entry.provider.empty() ? model->provider : entry.provider;
  entry.facts.moved_from.clear();
  entry.facts.move_supported = true;
  entry.facts.arm_type.clear();
  entry.facts.cloudformation.clear();
  return true;
}

void TypeTable::check_complete(const Entry& entry, const Source& source) const {
  const TypeFacts& t = entry.facts;
  const auto missing = [&](const char* key) {
    source.error(*entry.key, "`" + entry.type + "` has no `" + key + "`");
  };
  if (t.surface.empty()) missing("surface");
  if (t.sources.empty()) missing("sources");
  if (t.confidence == Confidence::Unknown) missing("confidence");
  if (t.provider.empty() && !t.type.starts_with("kind:"))
    source.error(*entry.key, "no `provider` for `" + entry.type + "`: name it once at the top of the file");
}

}  // namespace oneway::yaml
