#include "catalog/yaml/known_names.h"

namespace oneway::yaml {
namespace {

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
}

// Reads "a b{c d}" into the paths a, b, b.c, b.d. False if the braces do not match or a character is out of
// place.
bool read_paths(std::string_view text, std::set<std::string>& into) {
  std::vector<std::string> blocks;
  std::string last;
  for (std::size_t i = 0; i < text.size();) {
    if (is_name_char(text[i])) {
      std::size_t end = i;
      while (end < text.size() && is_name_char(text[end])) ++end;
      last = (blocks.empty() ? std::string() : blocks.back() + ".") + std::string(text.substr(i, end - i));
      into.insert(last);
      i = end;
      continue;
    }
    if (text[i] == '{' && !last.empty()) {
      blocks.push_back(last);
      last.clear();
    } else if (text[i] == '}' && !blocks.empty()) {
      blocks.pop_back();
    } else if (text[i] != ' ') {
      return false;
    }
    ++i;
  }
  return blocks.empty();
}

void add_condition(const Condition& condition, std::vector<std::string>& into) {
  for (const Clause& clause : condition.all)
    if (!clause.path.starts_with("provider.")) into.push_back(clause.path);
}

void add_period(const Period& period, std::vector<std::string>& into) {
  if (!period.argument.empty()) into.push_back(period.argument);
}

// Every path of the type itself that its facts rest on.
std::vector<std::string> named_paths(const TypeFacts& t) {
  std::vector<std::string> paths;
  const auto add = [&](const std::vector<std::string>& more) {
    paths.insert(paths.end(), more.begin(), more.end());
  };
  for (const Recovery& r : t.recovery) {
    add_condition(r.when, paths);
    add_period(r.period, paths);
  }
  for (const Guard& g : t.guards) add_condition(g.when, paths);
  for (const DestroyRule& d : t.destroy) {
    add_condition(d.when, paths);
    add_period(d.period, paths);
  }
  for (const DestroyFlag& f : t.destroy_flags) add_condition(f.when, paths);
  for (const NameRule& n : t.names) {
    add(n.arguments);
    add(n.generated_by);
    add_condition(n.held_when, paths);
    add_period(n.period, paths);
  }
  for (const OneWay& o : t.one_way) {
    add({o.argument});
    add_condition(o.when, paths);
  }
  for (const Erosion& e : t.erodes) add({e.argument});
  for (const SecretRule& s : t.secrets) add({s.argument});
  for (const WorldEffect& e : t.effects) {
    if (!e.argument.empty()) add({e.argument});
    add_condition(e.when, paths);
  }
  for (const WindowRule& w : t.windows) {
    if (!w.argument.empty()) add({w.argument});
    add_condition(w.when, paths);
    add_period(w.period, paths);
  }
  add(t.identity);
  add(t.identity_by_name);
  add(t.authoritative);
  for (const std::string& path : t.force_new)
    add({path.ends_with(".#") ? path.substr(0, path.size() - 2) : path});
  return paths;
}

}  // namespace

void KnownNames::add(std::string_view text, const std::string& file, Diagnostics& out) {
  std::set<std::string>* of_type = nullptr;
  std::string names;
  int line = 0, started = 0;
  const auto close = [&] {
    if (of_type && !read_paths(names, *of_type))
      out.error({file, started, 1, "the names must be words, and braces must match"});
    names.clear();
  };
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view row = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++line;
    if (row.empty() || row[0] == '#') continue;
    if (row[0] != ' ') {
      close();
      started = line;
      const std::size_t colon = row.find(':');
      if (colon == std::string_view::npos) {
        out.error({file, line, 1, "a line starts with `TYPE:` or with a space"});
        of_type = nullptr;
        continue;
      }
      of_type = &paths_[std::string(row.substr(0, colon))];
      row.remove_prefix(colon + 1);
    }
    names += ' ';
    names += row;
  }
  close();
}

std::vector<KnownNames::Stranger> KnownNames::strangers(const TypeFacts& facts) const {
  std::vector<Stranger> found;
  const auto known = paths_.find(facts.type);
  if (known == paths_.end()) return found;
  const std::vector<std::string_view> candidates(known->second.begin(), known->second.end());
  std::set<std::string> told;
  for (const std::string& path : named_paths(facts)) {
    if (known->second.contains(path) || !told.insert(path).second) continue;
    found.push_back({path, "`" + facts.type + "` has no argument or attribute `" + path + "`" +
                               did_you_mean(path, candidates)});
  }
  return found;
}

}  // namespace oneway::yaml
