#include <optional>
#include <utility>

#include "source/line_table.h"

namespace oneway {
namespace {

constexpr std::size_t kDeepest = 1000;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool starts_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool in_word(char c) {
  return starts_word(c) || (c >= '0' && c <= '9') || c == '-';
}

// What is open around the place of reading: text frames hold template text, all others hold code.
struct Frame {
  enum class Kind : unsigned char { Brace, Bracket, Quoted, Heredoc, Interpolation };
  Kind kind;
  std::string_view mark;  // of a heredoc
  bool is_text() const { return kind == Kind::Quoted || kind == Kind::Heredoc; }
};

class HclBlocks {
 public:
  explicit HclBlocks(std::string_view text) : text_(text), lines_(text) {}

  BlockList read() {
    if (text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
    while (at_ < text_.size() && open_.size() < kDeepest) {
      if (!open_.empty() && open_.back().is_text())
        read_text();
      else
        read_code();
    }
    if (block_) finish_block(at_);
    return std::move(found_);
  }

 private:
  using Kind = Frame::Kind;

  bool ahead(std::string_view word) const { return text_.substr(at_).starts_with(word); }
  bool top_level() const { return open_.empty(); }

  void read_code() {
    const char c = text_[at_];
    if (c == '#' || ahead("//")) return comment(c == '#' ? 1 : 2, lines_.line_end(at_), 0);
    if (ahead("/*")) {
      const std::size_t end = text_.find("*/", at_ + 2);
      return end == std::string_view::npos ? comment(2, text_.size(), 0) : comment(2, end, 2);
    }
    if (starts_word(c)) return word();
    if (c == '"') return quoted();
    if (ahead("<<") && heredoc()) return;
    ++at_;
    switch (c) {
      case '{':
        if (top_level() && header_ && !attribute_) block_ = std::exchange(header_, std::nullopt);
        open(Kind::Brace);
        break;
      case '(':
      case '[':
        open(Kind::Bracket);
        break;
      case '}':
        close_brace();
        break;
      case ')':
      case ']':
        if (!top_level() && open_.back().kind == Kind::Bracket) open_.pop_back();
        break;
      case '=':
        if (top_level()) attribute_ = true;
        break;
      case '\n':
        if (top_level()) header_.reset(), attribute_ = false;
        break;
      default:
        break;
    }
  }

  void open(Kind kind, std::string_view mark = {}) { open_.push_back({kind, mark}); }

  void close_brace() {
    // A brace also ends brackets that were left open, so that one fault does not hide the rest of the file.
    while (!top_level() && open_.back().kind == Kind::Bracket) open_.pop_back();
    if (top_level()) return;
    open_.pop_back();
    if (top_level() && block_) finish_block(at_);
  }

  void finish_block(std::size_t end) {
    block_->end = lines_.place(end);
    found_.blocks.push_back(std::move(*block_));
    block_.reset();
  }

  void word() {
    const std::size_t start = at_;
    while (at_ < text_.size() && in_word(text_[at_])) ++at_;
    if (!top_level() || attribute_) return;
    const std::string word(text_.substr(start, at_ - start));
    if (header_)
      header_->labels.push_back(word);
    else
      header_ = Block{word, {}, lines_.place(start), {}};
  }

  // A label of a block at the top level is taken whole; everything else is template text.
  void quoted() {
    const std::size_t start = ++at_;
    if (top_level() && header_ && !attribute_) {
      const std::size_t end = text_.find_first_of("\"\n\\$%", at_);
      if (end != std::string_view::npos && text_[end] == '"') {
        header_->labels.emplace_back(text_.substr(start, end - start));
        at_ = end + 1;
        return;
      }
    }
    open(Kind::Quoted);
  }

  bool heredoc() {
    std::size_t start = at_ + 2;
    if (start < text_.size() && text_[start] == '-') ++start;
    std::size_t end = start;
    while (end < text_.size() && in_word(text_[end])) ++end;
    std::size_t line_end = end;
    if (line_end < text_.size() && text_[line_end] == '\r') ++line_end;
    if (end == start || line_end >= text_.size() || text_[line_end] != '\n') return false;
    at_ = line_end + 1;
    open(Kind::Heredoc, text_.substr(start, end - start));
    close_heredoc();
    return true;
  }

  // At the start of a line: ends the heredoc if the line is its mark.
  bool close_heredoc() {
    const std::size_t end = lines_.line_end(at_);
    std::string_view line = text_.substr(at_, end - at_);
    const std::size_t first = line.find_first_not_of(" \t");
    if (first == std::string_view::npos) return false;
    line = line.substr(first, line.find_last_not_of(" \t\r") + 1 - first);
    if (line != open_.back().mark) return false;
    at_ = end;
    open_.pop_back();
    return true;
  }

  void read_text() {
    const Kind kind = open_.back().kind;
    const char c = text_[at_];
    if (ahead("$${") || ahead("%%{")) {
      at_ += 3;
    } else if (ahead("${") || ahead("%{")) {
      at_ += 2;
      open(Kind::Interpolation);
    } else if (kind == Kind::Quoted && c == '\\') {
      at_ += 2;
    } else {
      // The language allows no line break in a quoted text: there it ends, whatever was meant.
      if (kind == Kind::Quoted && c == '\n') return open_.pop_back();
      ++at_;
      if (kind == Kind::Quoted && c == '"') open_.pop_back();
      if (kind == Kind::Heredoc && c == '\n') close_heredoc();
    }
    at_ = std::min(at_, text_.size());
  }

  void comment(std::size_t before, std::size_t end, std::size_t after) {
    const std::size_t start = at_;
    at_ = std::min(end + after, text_.size());
    Comment c;
    c.text = text_.substr(std::min(start + before, end), end - std::min(start + before, end));
    c.first_line = lines_.line(start);
    c.last_line = lines_.line(end);
    c.alone = lines_.blank(lines_.line_start(start), start) && lines_.blank(at_, lines_.line_end(at_));
    found_.comments.push_back(std::move(c));
  }

  std::string_view text_;
  LineTable lines_;
  std::size_t at_ = 0;
  std::vector<Frame> open_;
  std::optional<Block> header_, block_;  // a block whose brace is not yet there; the open one
  bool attribute_ = false;               // the statement at the top level is an argument, not a block
  BlockList found_;
};

}  // namespace

BlockList read_hcl_blocks(std::string_view text) {
  return HclBlocks(text).read();
}

}  // namespace oneway
