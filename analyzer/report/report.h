// Every way an Assessment can be shown: pure functions from values to bytes, one file a format.
//
// Nothing is judged here and nothing is looked up: what a report needs beside the Assessment stands in
// Options. Equal arguments give equal bytes. Text of the plan (names, values, messages) is hostile until it
// is escaped for its medium; each writer does that itself, so callers pass everything on as it is. Writers
// need memory for one change, not for all (Markdown holds at most `max_bytes`).
#pragma once
#include <cstddef>
#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "model/assessment.h"
#include "model/source_location.h"

namespace oneway::report {

enum class Format : unsigned char {
  Text,
  Json,
  Ndjson,
  Markdown,
  Html,
  Sarif,
  Junit,
  Github,
  Gitlab,
  GitlabTerraform
};

// "text", "json", ... "gitlab-terraform": the words of --format.
std::string_view id(Format f);
std::optional<Format> format_from_id(std::string_view id);
// All of them, in the order that help texts show.
const std::vector<Format>& all_formats();

enum class Detail : unsigned char {
  Quiet,   // text: the verdict and the sum
  Normal,  // text: changes worse than fully reversible in full, the rest one line each up to a limit
  Verbose  // text: everything, with rules and every question
};

// What a code stands for, in general.
struct CodeText {
  std::string title, why, what_to_do;
};

struct Options {
  Detail detail = Detail::Normal;
  int width = 80;                  // text: columns of the terminal
  bool color = false;              // text: ANSI colours
  std::size_t max_bytes = 65'536;  // markdown: never more than this
  std::string tool_version;
  // Where the block of an address of an input stands; may be empty.
  std::function<std::optional<SourceLocation>(std::size_t input, std::string_view address)> locate;
  std::function<CodeText(std::string_view code)> text_of_code;  // may be empty
};

void write(Format format, const Assessment& assessment, const Options& options, std::ostream& out);

void write_text(const Assessment& assessment, const Options& options, std::ostream& out);
void write_json(const Assessment& assessment, const Options& options, std::ostream& out);
// The JSON document on one line: one plan in, one line out.
void write_ndjson(const Assessment& assessment, const Options& options, std::ostream& out);
void write_markdown(const Assessment& assessment, const Options& options, std::ostream& out);
void write_html(const Assessment& assessment, const Options& options, std::ostream& out);
void write_sarif(const Assessment& assessment, const Options& options, std::ostream& out);
void write_junit(const Assessment& assessment, const Options& options, std::ostream& out);
void write_github(const Assessment& assessment, const Options& options, std::ostream& out);
void write_gitlab(const Assessment& assessment, const Options& options, std::ostream& out);
void write_gitlab_terraform(const Assessment& assessment, const Options& options, std::ostream& out);

}  // namespace oneway::report
