#include "cli/completion.h"

#include <functional>

namespace oneway::cli {
namespace {

using Options = std::vector<OptionDescription>;
// `path` is the command with those before it: {"oneway", "rules", "check"}.
using Visit = std::function<void(const CommandDescription&, const std::vector<std::string>& path)>;

void each_command(const CommandDescription& c, std::vector<std::string> path, const Visit& visit) {
  path.push_back(c.name);
  visit(c, path);
  for (const CommandDescription& inner : c.commands) each_command(inner, path, visit);
}

std::string joined(const std::vector<std::string>& words, const char* between) {
  std::string out;
  for (const std::string& w : words) out += (out.empty() ? "" : between) + w;
  return out;
}

// Single-quoted for any of the shells; the descriptions' own quotes become typographic ones.
std::string quoted(std::string_view text) {
  std::string out = "'";
  for (char c : text) {
    if (c == '\'')
      out += "\u2019";
    else
      out += c;
  }
  return out + "'";
}

// A command takes its own options and those of the whole program.
Options options_of(const CommandDescription& c, const CommandDescription& program, bool is_program) {
  Options all = c.options;
  for (const OptionDescription& o : program.options)
    if (!is_program && o.names.front() != "--help" && o.names.front() != "--version") all.push_back(o);
  return all;
}

std::vector<std::string> names_of(const Options& options) {
  std::vector<std::string> names;
  for (const OptionDescription& o : options) names.insert(names.end(), o.names.begin(), o.names.end());
  return names;
}

// Finds the command that the words before the cursor name; the same lines serve bash and zsh.
std::string path_loop(const CommandDescription& program, const std::string& loop_head,
                      const std::string& word) {
  std::vector<std::string> paths;
  each_command(program, {}, [&](const CommandDescription&, const std::vector<std::string>& path) {
    if (path.size() > 1) paths.push_back(quoted(joined(path, " ")));
  });
  return "  " + loop_head + "; do\n    case \"$at " + word + "\" in\n      " + joined(paths, " | ") +
         ") at=\"$at " + word + "\" ;;\n    esac\n  done\n";
}

// One arm for each option that takes a value: `act` writes what its value may be.
std::string value_arms(const CommandDescription& program,
                       const std::function<std::string(const OptionDescription&)>& act) {
  std::string arms;
  each_command(program, {}, [&](const CommandDescription& c, const std::vector<std::string>& path) {
    for (const OptionDescription& o : options_of(c, program, path.size() == 1)) {
      if (o.value.empty()) continue;
      std::vector<std::string> patterns;
      for (const std::string& name : o.names) patterns.push_back(quoted(joined(path, " ") + " " + name));
      arms += "    " + joined(patterns, " | ") + ") " + act(o) + " ;;\n";
    }
  });
  return arms;
}

std::vector<std::string> described(const CommandDescription& c, const Options& options) {
  std::vector<std::string> entries;
  const auto entry = [](const std::string& name, const std::string& about) {
    return quoted(name + ":" + about);
  };
  for (const CommandDescription& inner : c.commands) entries.push_back(entry(inner.name, inner.about));
  for (const OptionDescription& o : options)
    for (const std::string& name : o.names) entries.push_back(entry(name, o.about));
  return entries;
}

}  // namespace

std::string bash_completion(const CommandDescription& program) {
  std::string out =
      "# Completion for bash, made by `oneway completion bash`. File names come from bash itself.\n"
      "_oneway() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} at=oneway i\n"
      "  COMPREPLY=()\n";
  out += path_loop(program, "for ((i = 1; i < COMP_CWORD; i++))", "${COMP_WORDS[i]}");
  out += "  case \"$at $previous\" in\n";
  out += value_arms(program, [](const OptionDescription& o) {
    return o.choices.empty()
               ? std::string("return")
               : "COMPREPLY=($(compgen -W " + quoted(joined(o.choices, " ")) + " -- \"$word\")); return";
  });
  out += "  esac\n  case $at in\n";
  each_command(program, {}, [&](const CommandDescription& c, const std::vector<std::string>& path) {
    std::vector<std::string> words;
    for (const CommandDescription& inner : c.commands) words.push_back(inner.name);
    out += "    " + quoted(joined(path, " ")) + ")\n      local options=" +
           quoted(joined(names_of(options_of(c, program, path.size() == 1)), " ")) +
           " commands=" + quoted(joined(words, " ")) + " ;;\n";
  });
  return out +
         "  esac\n"
         "  [[ $word == -* ]] && commands=$options\n"
         "  COMPREPLY=($(compgen -W \"$commands\" -- \"$word\"))\n"
         "}\n"
         "complete -o default -F _oneway oneway\n";
}

std::string zsh_completion(const CommandDescription& program) {
  std::string out =
      "#compdef oneway\n"
      "# Completion for zsh, made by `oneway completion zsh`.\n"
      "_oneway() {\n"
      "  local at=oneway i previous=${words[CURRENT-1]}\n"
      "  local -a entries\n";
  out += path_loop(program, "for ((i = 2; i < CURRENT; i++))", "${words[i]}");
  out += "  case \"$at $previous\" in\n";
  out += value_arms(program, [](const OptionDescription& o) {
    return o.choices.empty() ? std::string(o.takes_path() ? "_files; return" : "return")
                             : "compadd -- " + joined(o.choices, " ") + "; return";
  });
  out += "  esac\n  case $at in\n";
  each_command(program, {}, [&](const CommandDescription& c, const std::vector<std::string>& path) {
    out += "    " + quoted(joined(path, " ")) + ")\n      entries=(\n        " +
           joined(described(c, options_of(c, program, path.size() == 1)), "\n        ") + "\n      ) ;;\n";
  });
  return out +
         "  esac\n"
         "  _describe oneway entries\n"
         "  [[ ${words[CURRENT]} == -* || $at == oneway ]] || _files\n"
         "}\n"
         "_oneway \"$@\"\n";
}

std::string fish_completion(const CommandDescription& program) {
  std::string out = "# Completion for fish, made by `oneway completion fish`.\n";
  each_command(program, {}, [&](const CommandDescription& c, const std::vector<std::string>& path) {
    std::string here;
    for (std::size_t i = 1; i < path.size(); ++i)
      here += (i == 1 ? "" : "; and ") + ("__fish_seen_subcommand_from " + path[i]);
    std::vector<std::string> inner;
    for (const CommandDescription& command : c.commands) inner.push_back(command.name);
    const std::string none_yet =
        (here.empty() ? "" : here + "; and ") + ("not __fish_seen_subcommand_from " + joined(inner, " "));
    for (const CommandDescription& command : c.commands)
      out += "complete -c oneway -n " + quoted(none_yet) + " -f -a " + command.name + " -d " +
             quoted(command.about) + "\n";
    for (const OptionDescription& o : c.options) {
      out += "complete -c oneway";
      if (!here.empty()) out += " -n " + quoted(here);
      for (const std::string& name : o.names)
        out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      if (!o.choices.empty())
        out += " -x -a " + quoted(joined(o.choices, " "));
      else if (!o.value.empty())
        out += o.takes_path() ? " -r" : " -x";
      out += " -d " + quoted(o.about) + "\n";
    }
  });
  return out;
}

}  // namespace oneway::cli
