#include "cli/description.h"

#include <CLI/CLI.hpp>
#include <algorithm>

namespace oneway::cli {
namespace {

// CLI11 keeps the words that an option may take only in its type's name: "TEXT:{auto,always,never}".
std::vector<std::string> choices_in(const std::string& type) {
  const std::size_t open = type.find(":{");
  if (open == std::string::npos) return {};
  std::vector<std::string> words{""};
  for (std::size_t i = open + 2; i < type.size() && type[i] != '}'; ++i) {
    if (type[i] == ',')
      words.emplace_back();
    else
      words.back() += type[i];
  }
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& w : words) out += (out.empty() ? "" : ", ") + w;
  return out;
}

}  // namespace

OptionDescription describe(const CLI::Option& option) {
  OptionDescription d;
  for (const std::string& name : option.get_lnames()) d.names.push_back("--" + name);
  for (const std::string& name : option.get_snames()) d.names.push_back("-" + name);
  const bool flag = option.get_items_expected_max() == 0;
  if (d.names.empty()) d.names.push_back(option.get_name(true));
  const std::string type = flag ? "" : option.get_type_name();
  d.value = type.substr(0, type.find(':'));
  d.choices = choices_in(type);
  d.about = option.get_description();
  d.preset = option.get_default_str();
  d.required = option.get_required();
  d.repeatable = option.get_items_expected_max() > 1;
  return d;
}

CommandDescription describe(const CLI::App& app) {
  CommandDescription d;
  d.name = app.get_name();
  d.about = app.get_description();
  const auto shown = [](const CLI::Option* o) { return !o->get_group().empty(); };
  for (const CLI::Option* o : app.get_options(shown))
    (o->get_positional() ? d.positionals : d.options).push_back(describe(*o));
  for (const CLI::App* command :
       app.get_subcommands([](const CLI::App* c) { return !c->get_group().empty(); }))
    d.commands.push_back(describe(*command));
  return d;
}

std::string heading(const OptionDescription& o) {
  std::string out = joined(o.names);
  if (o.names.front().starts_with("-")) return o.value.empty() ? out : out + " " + o.value;
  return o.repeatable ? out + "..." : out;
}

std::string sentence(const OptionDescription& o) {
  std::string out = o.about;
  if (!o.choices.empty()) out += ": " + joined(o.choices);
  if (!o.preset.empty()) out += " (default: " + o.preset + ")";
  return out;
}

std::string usage(const CommandDescription& c) {
  std::string out = "[OPTIONS]";
  for (const OptionDescription& p : c.positionals)
    out += " " + (p.required ? heading(p) : "[" + heading(p) + "]");
  return c.commands.empty() ? out : out + " COMMAND";
}

}  // namespace oneway::cli
