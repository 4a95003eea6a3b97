// SPDX-License-Identifier: MIT
// An intrusive doubly linked list; elements embed a ListNode and unlink themselves in O(1).
#pragma once
#include "lib/types.h"

namespace alcove {

/// Embedded link. An unlinked node points to itself.
class ListNode {
  public:
    constexpr ListNode() : next_(this), prev_(this) {}
    ListNode(const ListNode&) = delete;
    ListNode& operator=(const ListNode&) = delete;
    bool linked() const { return next_ != this; }
    void unlink() {
        next_->prev_ = prev_;
        prev_->next_ = next_;
        next_ = prev_ = this;
    }
    void insert_before(ListNode& where) {
        prev_ = where.prev_;
        next_ = &where;
        prev_->next_ = this;
        where.prev_ = this;
    }
    ListNode* next() const { return next_; }
    ListNode* prev() const { return prev_; }

  private:
    ListNode* next_;
    ListNode* prev_;
};

/// List of T, each linked through its member `Node`. Not synchronised.
template <typename T, ListNode T::*Node>
class List {
  public:
    bool empty() const { return !head_.linked(); }
    void push_back(T& t) { (t.*Node).insert_before(head_); }
    void push_front(T& t) { (t.*Node).insert_before(*head_.next()); }
    T* front() const { return empty() ? nullptr : owner(head_.next()); }
    T* pop_front() {
        T* t = front();
        if (t) (t->*Node).unlink();
        return t;
    }
    T* next(const T& t) const {
        ListNode* n = (t.*Node).next();
        return n == &head_ ? nullptr : owner(n);
    }
    /// Inserts `t` before the first element for which `before(t, element)` holds.
    template <typename Less>
    void insert_sorted(T& t, Less before) {
        ListNode* n = head_.next();
        while (n != &head_ && !before(t, *owner(n))) n = n->next();
        (t.*Node).insert_before(*n);
    }
    /// Calls f(T&) for each element; f may unlink the element it is given.
    template <typename F>
    void for_each(F f) const {
        for (ListNode* n = head_.next(); n != &head_;) {
            ListNode* following = n->next();
            f(*owner(n));
            n = following;
        }
    }

  private:
    static T* owner(ListNode* n) {
        const auto offset = reinterpret_cast<usize>(&(reinterpret_cast<T*>(0x1000)->*Node)) - 0x1000;
        return reinterpret_cast<T*>(reinterpret_cast<char*>(n) - offset);
    }
    mutable ListNode head_;
};

} // namespace alcove
