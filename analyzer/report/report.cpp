#include "report/report.h"

namespace oneway::report {
namespace {

struct Entry {
  std::string_view id;
  Format format;
  void (*write)(const Assessment&, const Options&, std::ostream&);
};
constexpr Entry kFormats[] = {
    {"text", Format::Text, write_text},
    {"json", Format::Json, write_json},
    {"ndjson", Format::Ndjson, write_ndjson},
    {"markdown", Format::Markdown, write_markdown},
    {"html", Format::Html, write_html},
    {"sarif", Format::Sarif, write_sarif},
    {"junit", Format::Junit, write_junit},
    {"github", Format::Github, write_github},
    {"gitlab", Format::Gitlab, write_gitlab},
    {"gitlab-terraform", Format::GitlabTerraform, write_gitlab_terraform},
};

}  // namespace

std::string_view id(Format f) {
  for (const Entry& e : kFormats)
    if (e.format == f) return e.id;
  return "";
}

std::optional<Format> format_from_id(std::string_view wanted) {
  for (const Entry& e : kFormats)
    if (e.id == wanted) return e.format;
  return std::nullopt;
}

const std::vector<Format>& all_formats() {
  static const std::vector<Format> all = [] {
    std::vector<Format> list;
    for (const Entry& e : kFormats) list.push_back(e.format);
    return list;
  }();
  return all;
}

void write(Format format, const Assessment& assessment, const Options& options, std::ostream& out) {
  for (const Entry& e : kFormats)
    if (e.format == format) return e.write(assessment, options, out);
}

}  // namespace oneway::report
