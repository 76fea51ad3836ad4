#include "ingest/documents.h"

#include <algorithm>
#include <cstring>

namespace oneway {
namespace {

constexpr std::size_t kView = 64 * 1024;
constexpr std::size_t kOpening = 256;  // what an opening brace, white space and a known key may take

constexpr std::string_view kKnownKeys[] = {"format_version",
                                           "terraform_version",
                                           "planned_values",
                                           "resource_changes",
                                           "resource_drift",
                                           "output_changes",
                                           "prior_state",
                                           "configuration",
                                           "checks",
                                           "relevant_attributes",
                                           "action_invocations",
                                           "deferred_changes",
                                           "deferred_action_invocations",
                                           "applyable",
                                           "complete",
                                           "errored",
                                           "serial",
                                           "lineage",
                                           "check_results",
                                           "encrypted_data",
                                           "encryption_version",
                                           "plan_format_version",
                                           "remote_plan_format",
                                           "provider_schemas",
                                           "@level",
                                           "@message"};

bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view after_blanks(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_blank);
  return text.substr(static_cast<std::size_t>(end - text.begin()));
}

// `text` begins with '{'. Does a key that only our documents have follow at once?
bool opens_known_object(std::string_view text) {
  text = after_blanks(text.substr(1));
  if (!text.starts_with('"')) return false;
  const std::size_t end = text.find('"', 1);
  if (end == std::string_view::npos) return false;
  const std::string_view key = text.substr(1, end - 1);
  text = after_blanks(text.substr(end + 1));
  if (!text.starts_with(':')) return false;
  if (key == "version") {  // of a raw state; others write a text there
    text = after_blanks(text.substr(1));
    return !text.empty() && is_digit(text[0]);
  }
  return std::find(std::begin(kKnownKeys), std::end(kKnownKeys), key) != std::end(kKnownKeys);
}

bool same_but_digits(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return x == y || (is_digit(x) && is_digit(y)); });
}

std::string count_of(std::uint64_t n, const char* what) {
  return std::to_string(n) + " " + what + (n == 1 ? "" : "s");
}

}  // namespace

void PrefixedLines::set_prefix(std::string prefix) {
  if (!prefix.empty()) prefix_ = std::move(prefix);
  line_start_ = false;
}

std::size_t PrefixedLines::read(char* into, std::size_t size) {
  if (prefix_.empty()) return below_.read(into, size);
  if (line_start_) {
    const std::string_view head = below_.peek(prefix_.size());
    if (same_but_digits(head.substr(0, prefix_.size()), prefix_)) below_.consume(prefix_.size());
    line_start_ = false;
  }
  std::string_view view = below_.peek(1).substr(0, size);
  const std::size_t newline = view.find('\n');
  if (newline != std::string_view::npos) {
    view = view.substr(0, newline + 1);
    line_start_ = true;
  }
  if (!view.empty()) std::memcpy(into, view.data(), view.size());
  below_.consume(view.size());
  return view.size();
}

Documents::Start Documents::next() {
  for (bool at_once = true;; at_once = false) {
    skip_blank();
    const std::string_view view = text_.peek(kView);
    if (view.empty()) return Start::None;
    if (at_once || line_start_) {
      const bool object = at_once && view[0] == '{';
      const std::string_view inside = view[0] == '[' ? after_blanks(view.substr(1)) : std::string_view();
      const bool array = at_once && (inside.starts_with('{') || inside.starts_with(']'));
      if (object || array) {
        any_document_ = true;
        line_start_ = false;
        lines_.set_prefix("");
        return object ? Start::Object : Start::Array;
      }
    }
    any_text_ = true;
    if (skip_to_object_in_line()) {
      any_document_ = true;
      line_start_ = false;
      return Start::Object;
    }
  }
}

void Documents::skip_blank() {
  while (true) {
    const std::string_view view = text_.peek(1);
    std::size_t n = 0;
    for (; n < view.size() && (is_blank(view[n]) || view[n] == '\0'); ++n) {
      nuls_ += view[n] == '\0';
      if (view[n] == '\n') line_start_ = true;
    }
    if (n == 0) return;
    text_.consume(n);
  }
}

// One step through text that is no document: to an object in the first line in view, or behind that line.
bool Documents::skip_to_object_in_line() {
  const std::string_view view = text_.peek(kView);
  const bool whole = view.size() < kView;  // all that is left
  const std::string_view line = view.substr(0, view.find('\n'));
  look_at(line);
  // What workflow commands repeat is an echo of the document, not another one.
  const bool command = line_start_ && line.starts_with("::");
  std::size_t brace = command ? std::string_view::npos : line.find('{');
  while (brace != std::string_view::npos) {
    if (!whole && view.size() - brace < kOpening) {  // the key may be cut by the view
      if (brace == 0) break;
      skipped_ += brace;
      text_.consume(brace);
      line_start_ = false;
      return false;
    }
    if (opens_known_object(view.substr(brace, kOpening))) {
      lines_.set_prefix(line_start_ ? std::string(line.substr(0, brace)) : std::string());
      skipped_ += brace;
      text_.consume(brace);
      return true;
    }
    brace = line.find('{', brace + 1);
  }
  if (command && line.size() == view.size() && !whole) {
    skip_line();
    return false;
  }
  const bool ends = line.size() < view.size();
  skipped_ += line.size();
  line_start_ = ends;
  text_.consume(line.size() + (ends ? 1 : 0));
  return false;
}

// Behind the line break, however far it is.
void Documents::skip_line() {
  while (true) {
    const std::string_view view = text_.peek(1);
    const std::size_t newline = view.find('\n');
    const std::size_t n = newline == std::string_view::npos ? view.size() : newline + 1;
    skipped_ += n;
    text_.consume(n);
    if (n == 0 || newline != std::string_view::npos) break;
  }
  line_start_ = true;
}

void Documents::look_at(std::string_view line) {
  const auto has = [&](std::string_view words) { return line.find(words) != std::string_view::npos; };
  if (has("Error: ")) error_box_ = true;
  if (has("will perform the following actions") || has("execution plan") || has("No changes. ") ||
      (has("Plan: ") && has(" to add")))
    human_plan_ = true;
  const std::string_view text = after_blanks(line);
  for (std::string_view word :
       {"resource \"", "terraform {", "module \"", "provider \"", "variable \"", "output \""})
    if (text.starts_with(word)) configuration_ = true;
  if (offset() == 0 && line.starts_with("tfplan")) old_plan_ = true;
  if (line.find('\0') != std::string_view::npos) binary_ = true;
}

std::vector<std::string> Documents::take_notes() {
  std::vector<std::string> notes;
  if (skipped_ > 0)
    notes.push_back(count_of(skipped_, "byte") + " of text around the document skipped" +
                    (error_box_ ? "; it reports an error, so the engine may not have finished" : ""));
  if (nuls_ > 0) notes.push_back(count_of(nuls_, "NUL byte") + " around the document skipped");
  skipped_ = nuls_ = 0;
  error_box_ = false;
  return notes;
}

Documents::Impression Documents::impression() const {
  const std::string show =
      "give the JSON: terraform plan -out=plan.tfplan && terraform show -json plan.tfplan";
  if (old_plan_)
    return {"this is a binary plan file of Terraform 0.11 or older, which has no JSON form",
            "plan again with Terraform 0.12 or newer"};
  if (human_plan_) return {"this is a plan as it is printed for people, not JSON", show};
  if (configuration_) return {"this is Terraform configuration, not a plan", show};
  if (error_box_) return {"this is an error message of the engine, with no JSON document in it", show};
  if (binary_) return {"this is binary data, with no JSON document in it", show};
  if (any_text_) return {"this is text with no plan, state or log in JSON in it", show};
  if (nuls_ > 0)
    return {"this holds only NUL bytes", "write the file again: it was not flushed, or the disk was full"};
  return {};
}

}  // namespace oneway
