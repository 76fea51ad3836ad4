#include "model/value.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace oneway {

void Document::clear() {
  tokens_.clear();
  open_.clear();
  text_.clear();
}

Value Document::root() const {
  return tokens_.empty() ? Value() : Value(this, 0);
}

void Document::add(Kind kind, std::string_view text) {
  constexpr std::size_t kMost = std::numeric_limits<std::uint32_t>::max();
  if (text.size() > kMost - text_.size() || tokens_.size() == kMost)
    throw std::length_error("value too large");
  count_in_parent();
  const auto index = static_cast<std::uint32_t>(tokens_.size());
  tokens_.push_back({kind, false, static_cast<std::uint32_t>(text_.size()),
                     static_cast<std::uint32_t>(text.size()), index + 1});
  text_.append(text);
}

void Document::count_in_parent() {
  if (!open_.empty()) ++tokens_[open_.back()].size;
}

void Document::null() {
  add(Kind::Null, {});
}

void Document::boolean(bool b) {
  add(Kind::Bool, {});
  tokens_.back().boolean = b;
}

void Document::number(std::string_view exact_text) {
  add(Kind::Number, exact_text);
}

void Document::string(std::string_view decoded) {
  add(Kind::String, decoded);
}

void Document::begin_array() {
  add(Kind::Array, {});
  open_.push_back(static_cast<std::uint32_t>(tokens_.size() - 1));
}

void Document::begin_object() {
  add(Kind::Object, {});
  open_.push_back(static_cast<std::uint32_t>(tokens_.size() - 1));
}

void Document::end() {
  Token& container = tokens_[open_.back()];
  container.end = static_cast<std::uint32_t>(tokens_.size());
  if (container.kind == Kind::Object) container.size /= 2;  // key and value were counted
  open_.pop_back();
}

void Document::copy(Value v) {
  if (v.missing()) return null();
  if (v.doc_ == this) {
    const Document own = *this;
    return copy(Value(&own, v.index_));
  }
  const std::vector<Token>& from = v.doc_->tokens_;
  const auto shift = static_cast<std::uint32_t>(tokens_.size());
  count_in_parent();
  for (std::uint32_t i = v.index_; i < from[v.index_].end; ++i) {
    Token t = from[i];
    t.end = t.end - v.index_ + shift;
    if (t.kind == Kind::String || t.kind == Kind::Number) {
      t.offset = static_cast<std::uint32_t>(text_.size());
      text_.append(v.doc_->text_, from[i].offset, t.size);
    }
    tokens_.push_back(t);
  }
}

std::string_view Value::text() const {
  if (!doc_) return {};
  const Document::Token& t = doc_->tokens_[index_];
  if (t.kind != Kind::String && t.kind != Kind::Number) return {};
  return std::string_view(doc_->text_).substr(t.offset, t.size);
}

std::size_t Value::size() const {
  return is_object() || is_array() ? doc_->tokens_[index_].size : 0;
}

bool Value::empty_value() const {
  switch (kind()) {
    case Kind::Missing:
    case Kind::Null:
      return true;
    case Kind::String:
    case Kind::Array:
    case Kind::Object:
      return doc_->tokens_[index_].size == 0;
    default:
      return false;
  }
}

Value Value::operator[](std::string_view key) const {
  if (is_object())
    for (auto [name, value] : members())
      if (name == key) return value;
  return {};
}

Value Value::at(std::size_t i) const {
  if (!is_array() || i >= size()) return {};
  auto it = elements().begin();
  while (i-- > 0) ++it;
  return it.value();
}

namespace {

// A path step that indexes an array: decimal digits that fit.
bool as_index(std::string_view step, std::size_t& index) {
  if (step.empty() || step.size() > 9) return false;
  index = 0;
  for (char c : step) {
    if (c < '0' || c > '9') return false;
    index = index * 10 + static_cast<std::size_t>(c - '0');
  }
  return true;
}

}  // namespace

Value Value::dotted(std::string_view path) const {
  Value v = *this;
  std::string unescaped;
  while (v) {
    std::size_t dot = path.find('.');
    std::string_view step = path.substr(0, dot);
    if (step.ends_with('\\')) {  // "retention\\.ms" is one name
      unescaped.clear();
      for (dot = 0; dot < path.size() && path[dot] != '.'; ++dot) {
        if (path[dot] == '\\' && dot + 1 < path.size()) ++dot;
        unescaped += path[dot];
      }
      if (dot == path.size()) dot = std::string_view::npos;
      step = unescaped;
    }
    std::size_t index = 0;
    if (v.is_array() && as_index(step, index)) {
      v = v.at(index);
    } else {
      if (v.is_array() && v.size() == 1) v = v.at(0);
      v = v[step];
    }
    if (dot == std::string_view::npos) break;
    path.remove_prefix(dot + 1);
  }
  return v;
}

Value::Iterator& Value::Iterator::operator++() {
  i_ = doc_->tokens_[object_ ? i_ + 1 : i_].end;
  return *this;
}

Value::Range Value::elements() const {
  return members();
}

Value::Range Value::members() const {
  if (!is_array() && !is_object()) return {Iterator(doc_, index_, false), Iterator(doc_, index_, false)};
  return {Iterator(doc_, index_ + 1, is_object()), Iterator(doc_, doc_->tokens_[index_].end, is_object())};
}

bool any_true(Value mask) {
  for (std::uint32_t i = mask.index(); i < mask.end_index(); ++i)
    if (Value(mask.document(), i).is_true()) return true;
  return false;
}

}  // namespace oneway
