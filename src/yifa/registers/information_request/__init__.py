"""政府信息公开申请: from the letter that comes in to the reply, and what reconsideration and courts made of it."""
