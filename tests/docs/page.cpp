#include "docs/page.h"

#include <algorithm>
#include <sstream>
#include <stdexcept>

namespace oneway::docs {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view kFence = "```", kMade = "<!-- made by: ", kMadeEnd = " -->\n",
                           kEnd = "<!-- end -->";

struct Line {
  std::size_t begin, end;  // `end` is behind the line feed
  int number;
};

std::vector<Line> lines_of(const std::string& page) {
  std::vector<Line> lines;
  int number = 0;
  for (std::size_t at = 0; at < page.size();) {
    const std::size_t feed = page.find('\n', at);
    const std::size_t end = feed == std::string::npos ? page.size() : feed + 1;
    lines.push_back({at, end, ++number});
    at = end;
  }
  return lines;
}

[[noreturn]] void no_end(const char* what, int line) {
  throw std::runtime_error(std::string(what) + " of line " + std::to_string(line) + " does not end");
}

// `info` is what stands behind the fence.
void read_info(const std::string& info, Step& step) {
  std::istringstream words(info);
  std::string language, word;
  words >> language;
  if (language != "sh") {
    step.kind = words >> step.word ? Step::Kind::File : Step::Kind::Output;
    return;
  }
  step.kind = Step::Kind::Run;
  while (words >> word) {
    if (word == "elsewhere")
      step.kind = Step::Kind::Elsewhere;
    else if (word.starts_with("exit="))
      step.exit = std::stoi(word.substr(5));
    else if (word.starts_with("needs="))
      step.needs = word.substr(6);
    else
      throw std::runtime_error("unknown word behind ```sh: " + word);
  }
}

}  // namespace

std::vector<Step> steps_of(const std::string& page) {
  const std::vector<Line> lines = lines_of(page);
  const auto text = [&](const Line& l) { return std::string_view(page).substr(l.begin, l.end - l.begin); };
  std::vector<Step> steps;
  bool after_run = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = text(lines[i]);
    Step step;
    step.line = lines[i].number;
    step.begin = lines[i].end;
    std::size_t last = i + 1;
    if (line.starts_with(kMade) && line.ends_with(kMadeEnd)) {
      step.kind = Step::Kind::Made;
      step.word = line.substr(kMade.size(), line.size() - kMade.size() - kMadeEnd.size());
      while (last < lines.size() && !text(lines[last]).starts_with(kEnd)) ++last;
      if (last == lines.size()) no_end("the generated part", step.line);
    } else if (line.starts_with(kFence)) {
      read_info(std::string(line.substr(kFence.size())), step);
      while (last < lines.size() && !text(lines[last]).starts_with(kFence)) ++last;
      if (last == lines.size()) no_end("the code block", step.line);
    } else {
      continue;
    }
    step.length = lines[last].begin - step.begin;
    step.text = page.substr(step.begin, step.length);
    i = last;
    // A block without a file's name that follows no command only shows something.
    const bool shows_only = step.kind == Step::Kind::Output && !after_run;
    after_run = step.kind == Step::Kind::Run;
    if (!shows_only) steps.push_back(std::move(step));
  }
  return steps;
}

std::string with_outputs(const std::string& page, const std::vector<std::pair<Step, std::string>>& outputs) {
  std::string out;
  std::size_t at = 0;
  for (const auto& [step, text] : outputs) {
    out += page.substr(at, step.begin - at) + text;
    at = step.begin + step.length;
  }
  return out + page.substr(at);
}

std::vector<std::string> all_pages() {
  const fs::path root = ONEWAY_SOURCE_DIR;
  std::vector<std::string> pages = {"CONTRIBUTING.md", "README.md"};
  for (const auto& entry : fs::recursive_directory_iterator(root / "docs"))
    if (entry.path().extension() == ".md") pages.push_back(fs::relative(entry.path(), root).string());
  std::sort(pages.begin(), pages.end());
  return pages;
}

std::string prose_of(const std::string& page) {
  std::string out;
  bool code = false;
  for (const Line& l : lines_of(page)) {
    const std::string line = page.substr(l.begin, l.end - l.begin);
    const bool fence = line.starts_with(kFence);
    if (fence) code = !code;
    if (!fence && !code) out += line;
  }
  return out;
}

}  // namespace oneway::docs
