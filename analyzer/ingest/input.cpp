#include "ingest/input.h"

#include "ingest/engine_process.h"
#include "ingest/input_walk.h"
#include "ingest/log/reader.h"
#include "ingest/plan/reader.h"

namespace oneway {
namespace {

constexpr std::size_t kLogSniff = 4096;

class PlanInput final : public InputWalk {
 public:
  PlanInput(const std::string& path, const InputOptions& options, const VisitorFactory& visitor_for)
      : InputWalk(path, options), visitor_for_(visitor_for) {}

 private:
  void read_binary(bool seekable) override {
    if (!seekable)
      throw InputError("this is a binary plan file, which only the engine can read, and only from a file",
                       "run `terraform show -json FILE` (or `tofu show -json FILE`) and pipe its output");
    ShownPlan shown = show_binary_plan(path(), options().engine);
    note(shown.note);
    Lookahead text(*shown.json);
    read_documents(text);
  }

  static bool is_message(Documents& documents) {
    const std::string_view head = documents.head(kLogSniff).substr(0, kLogSniff);
    return head.find("\"@level\"") != std::string_view::npos &&
           head.find("\"format_version\"") == std::string_view::npos;
  }

  void read_document(Documents& documents, Documents::Start start) override {
    const bool messages = is_message(documents);
    if (start == Documents::Start::Array && !messages)
      throw InputError("a JSON array, which is neither a plan nor a UI log",
                       "give the output of `show -json`", 0, "$");
    begin_info(documents, messages ? InputKind::UiLog : InputKind::Plan);
    if (start == Documents::Start::Object && messages) return read_log(documents);
    json::Reader reader(documents.source(), options().limits);
    messages ? read_log_array(reader) : read_plan(reader);
    documents.put_back(reader.unread());
  }

  void finish_info(const PlanMeta& meta, Engine engine, const std::vector<std::string>& notes) {
    info().engine = engine;
    info().engine_version = meta.engine_version;
    info().format_version = meta.format_version;
    info().notes.insert(info().notes.end(), notes.begin(), notes.end());
  }

  void read_plan(json::Reader& reader) {
    PlanReader plan(reader, options().max_changes,
                    [&]() -> PlanVisitor& { return visitor_for_(document_index()); });
    plan.read();
    finish_info(plan.meta(), plan.engine(), plan.notes());
  }

  void read_log_array(json::Reader& reader) {
    const auto log = new_log();
    reader.begin_array();
    while (reader.next_element())
      if (!log->read_message(reader)) reader.fail("a second version message in one log");
    end_log(*log);
    info().notes.push_back(
        "the messages are elements of one array, as no engine prints them: made by another tool");
  }

  // A log, and the logs that follow it. Other text may stand between the messages.
  void read_log(Documents& documents) {
    auto reader = std::make_unique<json::Reader>(documents.source(), options().limits);
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
      set_base(documents.offset());
      reader = std::make_unique<json::Reader>(documents.source(), options().limits);
    }
    end_log(*log);
  }

  std::unique_ptr<LogReader> new_log() {
    return std::make_unique<LogReader>(options().max_changes, visitor_for_(document_index()));
  }

  void end_log(LogReader& log) {
    log.end();
    finish_info(log.meta(), log.engine(), log.notes());
  }

  const VisitorFactory& visitor_for_;
};

}  // namespace

std::vector<InputInfo> read_plans(const std::string& path, const InputOptions& options,
                                  const VisitorFactory& visitor_for) {
  return PlanInput(path, options, visitor_for).read();
}

}  // namespace oneway
