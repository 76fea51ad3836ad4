#include "ingest/input.h"

#include <unistd.h>

#include "ingest/bytes/decoded.h"
#include "ingest/bytes/digest.h"
#include "ingest/documents.h"
#include "ingest/engine_process.h"
#include "ingest/foreign.h"
#include "ingest/log/reader.h"
#include "ingest/plan/reader.h"

namespace oneway {
namespace {

constexpr std::size_t kLogSniff = 4096;

std::unique_ptr<ByteSource> open_input(const std::string& path) {
  return path == "-" ? descriptor_source(STDIN_FILENO, "standard input") : file_source(path);
}

void drain(ByteSource& source) {
  std::vector<char> piece(256 * 1024);
  while (source.read(piece.data(), piece.size()) != 0) {
  }
}

// Everything between the path and the documents, and what it takes to describe the input afterwards.
class PlanInput {
 public:
  PlanInput(const std::string& path, const InputOptions& options, const VisitorFactory& visitor_for)
      : path_(path), options_(options), visitor_for_(visitor_for) {}

  std::vector<InputInfo> read() {
    const std::unique_ptr<ByteSource> raw = open_input(path_);
    MeteredSource metered(*raw, options_.digest);
    DecodedSource decoded(metered);
    notes_ = decoded.notes();
    if (decoded.text().peek(4).starts_with("PK\x03\x04"))
      read_binary(decoded, metered);
    else
      read_documents(decoded.text());
    const std::string sum = metered.sha256();
    for (InputInfo& info : infos_) {
      info.sha256 = sum;
      info.bytes = metered.bytes();
    }
    return std::move(infos_);
  }

 private:
  void read_binary(DecodedSource& decoded, MeteredSource& metered) {
    if (path_ == "-" || decoded.compressed())
      throw InputError("this is a binary plan file, which only the engine can read, and only from a file",
                       "run `terraform show -json FILE` (or `tofu show -json FILE`) and pipe its output");
    drain(metered);
    ShownPlan shown = show_binary_plan(path_, options_.engine);
    notes_.push_back(shown.note);
    Lookahead text(*shown.json);
    read_documents(text);
  }

  void read_documents(Lookahead& text) {
    Documents documents(text);
    while (true) {
      const Documents::Start start = documents.next();
      if (start == Documents::Start::None) break;
      base_ = documents.offset();
      try {
        read_document(documents, start);
      } catch (const InputError& e) {
        if (!e.byte_offset()) throw;
        throw InputError(e.what(), e.advice(), base_ + *e.byte_offset(), e.json_path());
      }
    }
    if (infos_.empty()) refuse_without_document(documents);
    std::vector<std::string> behind = documents.take_notes();
    infos_.back().notes.insert(infos_.back().notes.end(), behind.begin(), behind.end());
  }

  [[noreturn]] static void refuse_without_document(const Documents& documents) {
    const Documents::Impression impression = documents.impression();
    if (!impression.what.empty()) throw InputError(impression.what, impression.advice);
    throw InputError(
        "the input is empty",
        "`show -json` printed nothing, or printed an error on standard error: look at the step that made it");
  }

  static bool is_message(Documents& documents) {
    const std::string_view head = documents.head(kLogSniff).substr(0, kLogSniff);
    return head.find("\"@level\"") != std::string_view::npos &&
           head.find("\"format_version\"") == std::string_view::npos;
  }

  void read_document(Documents& documents, Documents::Start start) {
    const bool messages = is_message(documents);
    if (start == Documents::Start::Array && !messages)
      throw InputError("a JSON array, which is neither a plan nor a UI log",
                       "give the output of `show -json`", 0, "$");
    begin_info(documents, messages ? InputKind::UiLog : InputKind::Plan);
    if (start == Documents::Start::Object && messages) return read_log(documents);
    json::Reader reader(documents.source(), options_.limits);
    messages ? read_log_array(reader) : read_plan(reader);
    documents.put_back(reader.unread());
  }

  InputInfo& begin_info(Documents& documents, InputKind kind) {
    InputInfo info;
    info.path = path_;
    info.kind = kind;
    info.notes = notes_;
    for (std::string& note : documents.take_notes()) info.notes.push_back(std::move(note));
    infos_.push_back(std::move(info));
    return infos_.back();
  }

  void finish_info(const PlanMeta& meta, Engine engine, const std::vector<std::string>& notes) {
    InputInfo& info = infos_.back();
    info.engine = engine;
    info.engine_version = meta.engine_version;
    info.format_version = meta.format_version;
    info.notes.insert(info.notes.end(), notes.begin(), notes.end());
  }

  void read_plan(json::Reader& reader) {
    PlanReader plan(reader, options_.max_changes,
                    [&]() -> PlanVisitor& { return visitor_for_(infos_.size() - 1); });
    plan.read();
    finish_info(plan.meta(), plan.engine(), plan.notes());
  }

  void read_log_array(json::Reader& reader) {
    const auto log = new_log();
    reader.begin_array();
    while (reader.next_element())
      if (!log->read_message(reader)) reader.fail("a second version message in one log");
    end_log(*log);
    infos_.back().notes.push_back(
        "the messages are elements of one array, as no engine prints them: made by another tool");
  }

  // A log, and the logs that follow it. Other text may stand between the messages.
  void read_log(Documents& documents) {
    auto reader = std::make_unique<json::Reader>(documents.source(), options_.limits);
    auto log = new_log();
    while (true) {
      if (!log->read_message(*reader)) {
        const LogReader::Version version = *log->next_version();
        end_log(*log);
        begin_info(documents, InputKind::UiLog);
        log = new_log();
        log->begin(version);
      }
      if (reader->at_end()) break;
      if (reader->unread().starts_with('{')) continue;
      documents.put_back(reader->unread());
      if (documents.next() != Documents::Start::Object || !is_message(documents)) break;
      base_ = documents.offset();
      reader = std::make_unique<json::Reader>(documents.source(), options_.limits);
    }
    end_log(*log);
  }

  std::unique_ptr<LogReader> new_log() {
    return std::make_unique<LogReader>(options_.max_changes, visitor_for_(infos_.size() - 1));
  }

  void end_log(LogReader& log) {
    log.end();
    finish_info(log.meta(), log.engine(), log.notes());
  }

  const std::string& path_;
  const InputOptions& options_;
  const VisitorFactory& visitor_for_;
  std::vector<std::string> notes_;  // of the whole input
  std::vector<InputInfo> infos_;
  std::uint64_t base_ = 0;  // where the reader's text begins in the input
};

}  // namespace

std::vector<InputInfo> read_plans(const std::string& path, const InputOptions& options,
                                  const VisitorFactory& visitor_for) {
  return PlanInput(path, options, visitor_for).read();
}

}  // namespace oneway
