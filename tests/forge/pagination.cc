// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "tests/forge/api.h"

// https://docs.gitlab.com/ee/api/rest/index.html "Pagination"

namespace headwater::forge_double {
namespace {

constexpr int64_t kUsual = 20;
constexpr int64_t kMost = 100;
// Beyond so many rows GitLab does not say how many there are.
constexpr int64_t kMostCounted = 10000;

/// The call's own address with some of its query replaced.
std::string Address(const Call& call, const Fields& replaced) {
  const auto [path, query] = SplitTarget(call.request.target);
  std::string address = call.url + std::string(path);
  char separator = '?';
  const auto add = [&](const std::string& name, const std::string& value) {
    address += separator + PercentEncode(name) + "=" + PercentEncode(value);
    separator = '&';
  };
  for (const auto& [name, value] : DecodeForm(query)) {
    const bool again =
        std::any_of(replaced.begin(), replaced.end(),
                    [&name = name](const auto& field) { return field.first == name; });
    if (!again) add(name, value);
  }
  for (const auto& [name, value] : replaced) add(name, value);
  return address;
}

std::string LinkTo(const Call& call, const Fields& replaced, const char* relation) {
  return "<" + Address(call, replaced) + ">; rel=\"" + relation + "\"";
}

Response KeysetPage(const Call& call, const std::vector<Item>& items, int64_t per_page) {
  const bool descending = Text(call.parameters, "sort", "desc") == "desc";
  const char* cursor = descending ? "id_before" : "id_after";
  const auto after = Integer(call.parameters, cursor);
  Json page = Json::array();
  bool more = false;
  int64_t last = 0;
  for (const Item& item : items) {
    if (after && (descending ? item.id >= *after : item.id <= *after)) continue;
    more = static_cast<int64_t>(page.size()) == per_page;
    if (more) break;
    page.push_back(item.render());
    last = item.id;
  }
  Response response = JsonResponse(200, page);
  if (more) {
    response.headers.emplace_back("Link", LinkTo(call, {{cursor, std::to_string(last)}}, "next"));
  }
  return response;
}

}  // namespace

Response Page(const Call& call, const std::vector<Item>& items) {
  const int64_t per_page =
      std::clamp<int64_t>(IntegerOr(call.parameters, "per_page", kUsual), 1, kMost);
  if (Text(call.parameters, "pagination") == "keyset") return KeysetPage(call, items, per_page);
  const int64_t page = std::max<int64_t>(IntegerOr(call.parameters, "page", 1), 1);
  const auto total = static_cast<int64_t>(items.size());
  const int64_t pages = std::max<int64_t>((total + per_page - 1) / per_page, 1);
  Json list = Json::array();
  for (int64_t i = (page - 1) * per_page; i < std::min(page * per_page, total); ++i) {
    Json item = items[static_cast<size_t>(i)].render();
    if (!item.is_null()) list.push_back(std::move(item));
  }
  Response response = JsonResponse(200, list);
  const auto at = [&](int64_t number, const char* relation) {
    return LinkTo(call, {{"page", std::to_string(number)}, {"per_page", std::to_string(per_page)}},
                  relation);
  };
  std::string link = at(1, "first");
  if (page > 1) link = at(page - 1, "prev") + ", " + link;
  if (page < pages) link = at(page + 1, "next") + ", " + link;
  const bool counted = total <= kMostCounted;
  if (counted) link += ", " + at(pages, "last");
  response.headers = {{"Link", link},
                      {"x-page", std::to_string(page)},
                      {"x-per-page", std::to_string(per_page)},
                      {"x-prev-page", page > 1 ? std::to_string(page - 1) : ""},
                      {"x-next-page", page < pages ? std::to_string(page + 1) : ""}};
  if (counted) {
    response.headers.emplace_back("x-total", std::to_string(total));
    response.headers.emplace_back("x-total-pages", std::to_string(pages));
  }
  return response;
}

}  // namespace headwater::forge_double
