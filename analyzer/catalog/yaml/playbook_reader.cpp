#include "catalog/yaml/playbook_reader.h"

#include <re2/re2.h>

#include <algorithm>

#include "catalog/patterns.h"

namespace oneway::yaml {
namespace {

// A command may only use the words that are filled in, and never inside quotes: what is filled in brings its
// own.
void check_command(Fields& f, std::string_view key, const std::string& command,
                   std::initializer_list<std::string_view> words) {
  static const RE2 word("\\{([a-z_]+)\\}", pattern_options());
  re2::StringPiece rest(command), found;
  while (RE2::FindAndConsume(&rest, word, &found)) {
    const Node& at = *f.node().find(key);
    const std::string_view name(found.data(), found.size());
    if (std::find(words.begin(), words.end(), name) == words.end())
      f.source().error(at, "`" + std::string(key) + "` does not know {" + std::string(name) + "}");
    const std::string_view before(command.data(), static_cast<std::size_t>(found.data() - command.data()));
    const auto odd = [&](char quote) { return std::count(before.begin(), before.end(), quote) % 2 != 0; };
    if (odd('\'') || odd('"'))
      f.source().error(at,
                       "{" + std::string(name) + "} stands inside quotes; it is quoted when it is filled in");
  }
}

void command(Fields& f, std::string_view key, std::string& into) {
  if (f.require_text(key, into)) check_command(f, key, into, {"name", "namespace"});
}

void read_loop(Fields& f, LoopInfo& l) {
  f.require_text("title", l.title);
  f.require("types");
  read_type_patterns(f, "types", l.types);
  f.require_text("name", l.name);
  f.text("namespace", l.name_space);
  f.text("default_namespace", l.default_namespace);
  command(f, "pause", l.pause);
  command(f, "resume", l.resume);
  command(f, "check", l.check);
  f.require_text("caution", l.caution);
  f.require("sources");
  f.texts("sources", l.sources);
}

void read_step(const Source& source, const Node& node, StepInfo& step) {
  if (node.kind == Node::Kind::Scalar) {
    read_text(source, node, "a step", step.text);
    return;
  }
  Fields f(source, node, "a step");
  f.require_text("do", step.text);
  read_type_patterns(f, "types", step.types);
  f.text("name", step.name);
  f.text("namespace", step.name_space);
  if (!f.require_text("run", step.run)) return;
  check_command(f, "run", step.run, {"name", "namespace", "address", "engine"});
  if (step.run.find("{name}") != std::string::npos && (step.name.empty() || step.types.empty()))
    source.error(node,
                 "a step that runs something on {name} says for which `types` and where the `name` stands");
}

void read_steps(Fields& f, std::string_view key, std::vector<StepInfo>& into) {
  f.require(key);
  f.each(key, [&](const Node& item) { read_step(f.source(), item, into.emplace_back()); });
}

void read_playbook(Fields& f, PlaybookInfo& p) {
  f.require_text("title", p.title);
  f.require_text("when", p.when);
  f.each("surfaces", [&](const Node& item) {
    read_word(f.source(), item, "`surfaces`", kSurfaces, p.surfaces.emplace_back());
  });
  read_type_patterns(f, "types", p.types);
  f.texts("codes", p.codes);
  f.flag("external_modules", p.external_modules);
  if (p.surfaces.empty() && p.types.empty() && p.codes.empty())
    f.source().error(f.node(), "a playbook says what it fits: `surfaces`, `types` or `codes`");
  f.require_text("trigger", p.trigger);
  f.require_text("pause", p.pause);
  f.require_text("choose", p.choose);
  read_steps(f, "revert", p.revert);
  read_steps(f, "forward", p.forward);
  read_steps(f, "verify", p.verify);
  for (auto [key, list] :
       {std::pair{"evidence", &p.evidence}, {"never", &p.never}, {"sources", &p.sources}}) {
    f.require(key);
    f.texts(key, *list);
  }
}

}  // namespace

void read_type_patterns(Fields& f, std::string_view key, std::vector<std::string>& into) {
  f.texts(key, into);
  for (const std::string& text : into)
    if (const RE2 pattern(text, pattern_options()); !pattern.ok())
      f.source().error(*f.node().find(key), "no RE2 pattern: " + pattern.error());
}

void read_playbooks(Fields& top, std::vector<PlaybookInfo>& playbooks, std::vector<LoopInfo>& loops) {
  entries(top, "playbooks", [&](const Node& key, Fields& f) {
    const std::string& id = key.text;
    playbooks.emplace_back().id = id;
    read_playbook(f, playbooks.back());
  });
  entries(top, "loops", [&](const Node& key, Fields& f) {
    const std::string& id = key.text;
    loops.emplace_back().id = id;
    read_loop(f, loops.back());
  });
}

}  // namespace oneway::yaml
