#include "ingest/json/keys.h"
#include "model/error.h"
#include "source/line_table.h"

namespace oneway {
namespace {

constexpr std::uint32_t kDeepest = 200;

std::size_t labels_of(std::string_view kind) {
  if (kind == "resource" || kind == "data" || kind == "ephemeral" || kind == "action") return 2;
  if (kind == "module" || kind == "provider" || kind == "variable" || kind == "output" || kind == "check")
    return 1;
  return 0;
}

class JsonBlocks {
 public:
  explicit JsonBlocks(std::string_view text)
      : text_(text), lines_(text), source_(memory_source(text)), reader_(*source_, {.depth = kDeepest}) {}

  BlockList read() try {
    if (!json::enter_object(reader_)) return std::move(found_);
    std::string kind;
    while (reader_.next_key(kind)) {
      if (kind == "//" || kind == "locals" || kind == "terraform")
        reader_.skip();
      else
        descend({kind, {}, key_place(), {}}, labels_of(kind));
    }
    return std::move(found_);
  } catch (const InputError&) {
    return std::move(found_);  // what was read before the fault
  }

 private:
  // The key that was read last: the quote that opens it.
  Place key_place() {
    std::size_t at = std::min<std::size_t>(reader_.offset(), text_.size());
    at = text_.rfind('"', at == 0 ? 0 : at - 1);
    if (at != std::string_view::npos && at > 0) at = text_.rfind('"', at - 1);
    return lines_.place(at == std::string_view::npos ? 0 : at);
  }

  // `levels` objects of labels, each of which may also be a list of such objects.
  void descend(const Block& outer, std::size_t levels) {
    if (reader_.peek() == Kind::Array) {
      reader_.begin_array();
      while (reader_.next_element()) descend(outer, levels);
    } else if (levels == 0) {
      body(outer);
    } else if (reader_.peek() == Kind::Object) {
      std::string label;
      reader_.begin_object();
      while (reader_.next_key(label)) {
        if (label == "//") {
          reader_.skip();
          continue;
        }
        Block inner = outer;
        inner.labels.push_back(label);
        inner.begin = key_place();
        descend(inner, levels - 1);
      }
    } else {
      reader_.skip();
    }
  }

  void body(Block block) {
    Document value;
    reader_.capture(value);
    block.end = lines_.place(std::min<std::size_t>(reader_.offset(), text_.size()));
    if (const Value note = value.root()["//"]; note.is_string())
      found_.comments.push_back({std::string(note.text()), block.begin.line, block.begin.line, false});
    found_.blocks.push_back(std::move(block));
  }

  std::string_view text_;
  LineTable lines_;
  std::unique_ptr<ByteSource> source_;
  json::Reader reader_;
  BlockList found_;
};

}  // namespace

BlockList read_json_blocks(std::string_view text) {
  return JsonBlocks(text).read();
}

}  // namespace oneway
