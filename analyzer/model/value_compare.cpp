// Equality and hashing of values: member order and number spelling do not matter, nothing recurses.
#include <algorithm>
#include <cstring>
#include <vector>

#include "model/number.h"
#include "model/value.h"

namespace oneway {
namespace {

bool is_container(Value v) {
  return v.is_array() || v.is_object();
}

bool same_scalar(Value a, Value b) {
  if (a.kind() == Kind::Bool) return a.is_true() == b.is_true();
  if (a.kind() == Kind::Number) return compare_numbers(a.text(), b.text()) == 0;
  return a.text() == b.text();
}

// Equal token by token: same members in the same order. The common case, and one flat loop.
bool same_tokens(Value a, Value b) {
  const std::uint32_t count = a.end_index() - a.index();
  if (b.end_index() - b.index() != count) return false;
  for (std::uint32_t i = 0; i < count; ++i) {
    const Value x(a.document(), a.index() + i), y(b.document(), b.index() + i);
    if (x.kind() != y.kind() || x.size() != y.size() || !same_scalar(x, y)) return false;
  }
  return true;
}

// Two objects of one size: the same keys in the same order?
bool same_keys(Value a, Value b) {
  auto other = b.members().begin();
  for (auto [key, _] : a.members()) {
    if (key != other.key()) return false;
    ++other;
  }
  return true;
}

using Member = std::pair<std::string_view, Value>;

std::vector<Member> sorted_members(Value object) {
  std::vector<Member> members;
  members.reserve(object.size());
  for (Member m : object.members()) members.push_back(m);
  std::stable_sort(members.begin(), members.end(),
                   [](const Member& x, const Member& y) { return x.first < y.first; });
  return members;
}

__extension__ using Wide = unsigned __int128;

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  const auto product = static_cast<Wide>(a ^ 0x9e3779b97f4a7c15u) * (b ^ 0xd1b54a32d192ed03u);
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

std::uint64_t hash_text(std::string_view text, std::uint64_t seed) {
  std::uint64_t hash = mix(seed, text.size());
  while (text.size() >= 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data(), 8);
    hash = mix(hash, word);
    text.remove_prefix(8);
  }
  std::uint64_t rest = 0;
  std::memcpy(&rest, text.data(), text.size());
  return mix(hash, rest);
}

std::uint64_t hash_number(std::string_view text) {
  const Decimal d = read_decimal(text);
  std::uint64_t hash = mix(static_cast<std::uint64_t>(d.exponent), d.negative ? 2 : 1);
  for (char c : d.digits)
    if (c != '.') hash = mix(hash, static_cast<std::uint64_t>(c));
  return hash;
}

std::uint64_t hash_scalar(Value v) {
  switch (v.kind()) {
    case Kind::Bool:
      return mix(11, v.is_true());
    case Kind::Number:
      return hash_number(v.text());
    case Kind::String:
      return hash_text(v.text(), 13);
    default:
      return mix(17, static_cast<std::uint64_t>(v.kind()));
  }
}

// A container whose members are being hashed. Members add up, so that their order does not count; elements
// chain.
struct OpenHash {
  bool object;
  std::uint32_t end;
  std::uint64_t hash;
  std::uint64_t key = 0;

  void take(std::uint64_t value) { hash = object ? hash + mix(key, value) : mix(hash, value); }
};

}  // namespace

bool deep_equal(Value a, Value b) {
  if (a.kind() == b.kind() && same_tokens(a, b)) return true;
  std::vector<std::pair<Value, Value>> todo{{a, b}};
  while (!todo.empty()) {
    const auto [x, y] = todo.back();
    todo.pop_back();
    if (x.kind() != y.kind() || x.size() != y.size()) return false;
    if (!is_container(x)) {
      if (!same_scalar(x, y)) return false;
      continue;
    }
    if (x.is_array() || same_keys(x, y)) {
      auto other = y.elements().begin();
      for (auto [_, value] : x.elements()) {
        todo.emplace_back(value, other.value());
        ++other;
      }
      continue;
    }
    const std::vector<Member> mine = sorted_members(x), theirs = sorted_members(y);
    for (std::size_t i = 0; i < mine.size(); ++i) {
      if (mine[i].first != theirs[i].first) return false;
      todo.emplace_back(mine[i].second, theirs[i].second);
    }
  }
  return true;
}

std::uint64_t content_hash(Value v) {
  if (!is_container(v)) return hash_scalar(v);
  std::vector<OpenHash> open;
  std::uint32_t i = v.index();
  bool key_next = false;
  std::uint64_t done = 0;
  while (true) {
    const Value token(v.document(), i);
    if (key_next) {
      open.back().key = hash_text(token.text(), 19);
      key_next = false;
      ++i;
      continue;
    }
    ++i;
    if (is_container(token)) {
      open.push_back({token.is_object(), token.end_index(), mix(token.is_object() ? 23 : 29, token.size())});
    } else {
      open.back().take(hash_scalar(token));
    }
    while (i == open.back().end) {
      done = mix(open.back().hash, 31);
      open.pop_back();
      if (open.empty()) return done;
      open.back().take(done);
    }
    key_next = open.back().object;
  }
}

}  // namespace oneway
